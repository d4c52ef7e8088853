using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Tests.Client;

public sealed class EndpointSecurityTests
{
    private static readonly EndpointDescription Plain = Endpoint(SecurityPolicy.None.Uri, MessageSecurityMode.None);
    private static readonly EndpointDescription Signed = Endpoint(SecurityPolicy.Aes256Sha256RsaPss.Uri, MessageSecurityMode.Sign);
    private static readonly EndpointDescription Encrypted = Endpoint(SecurityPolicy.Basic256Sha256.Uri, MessageSecurityMode.SignAndEncrypt);
    private static readonly EndpointDescription Unknown = Endpoint("http://opcfoundation.org/UA/SecurityPolicy#Basic128Rsa15", MessageSecurityMode.SignAndEncrypt);

    [Fact]
    public void Best_IsEncrypted_AndNeverNoneOrUnknown()
    {
        Assert.Same(Encrypted, EndpointSecurity.Best.Choose([Plain, Unknown, Signed, Encrypted]));
        Assert.Same(Signed, EndpointSecurity.Best.Choose([Plain, Unknown, Signed]));
        Assert.Null(EndpointSecurity.Best.Choose([Plain, Unknown]));
    }

    [Fact]
    public void Asked_IsWhatIsChosen_AndNothingElse()
    {
        Assert.Same(Plain, EndpointSecurity.None.Choose([Encrypted, Plain]));
        Assert.Null(EndpointSecurity.None.Choose([Encrypted]));
        Assert.Null(new EndpointSecurity(SecurityPolicy.Basic256Sha256, MessageSecurityMode.Sign).Choose([Encrypted, Signed]));
        Assert.Null(new EndpointSecurity(null, MessageSecurityMode.SignAndEncrypt).Choose([Signed, Plain]));
    }

    [Fact]
    public void Options_OutOfRange_AreAllNamed()
    {
        var faults = Assert.Throws<ArgumentException>(() => new OpcUaClient(new OpcUaClientOptions
        {
            Url = new Uri("http://localhost"), RequestTimeout = TimeSpan.Zero, MaxPublishes = 0,
        })).Message;

        Assert.All(["Url", "Certificate", "Validator", "RequestTimeout", "MaxPublishes"], name => Assert.Contains(name, faults, StringComparison.Ordinal));
    }

    private static EndpointDescription Endpoint(string policy, MessageSecurityMode mode) =>
        new() { EndpointUrl = "opc.tcp://server:4840", SecurityPolicyUri = policy, SecurityMode = mode };
}
