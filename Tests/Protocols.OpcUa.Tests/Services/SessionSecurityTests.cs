using System.Security.Cryptography;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Tests.SecureChannel;

namespace Faultline.Protocols.OpcUa.Tests.Services;

public sealed class SessionSecurityTests
{
    private static readonly byte[] Nonce = RandomNumberGenerator.GetBytes(32);

    public static TheoryData<string> Policies => [.. SecurityPolicy.All.Where(policy => !policy.IsNone).Select(policy => policy.Name)];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Signature_OfCertificateAndNonce_IsVerified_AndOfAnythingElseRefused(string name)
    {
        var policy = SecurityPolicy.All.Single(policy => policy.Name == name);
        var (client, server) = (TestCertificates.Client, TestCertificates.Server);
        var signature = SessionSignature.Sign(policy, server, client.RawData, Nonce);

        Assert.True(SessionSignature.Verify(policy, server, client.RawData, Nonce, signature));
        Assert.False(SessionSignature.Verify(policy, server, client.RawData, RandomNumberGenerator.GetBytes(32), signature));
        Assert.False(SessionSignature.Verify(policy, client, client.RawData, Nonce, signature));
        Assert.False(SessionSignature.Verify(policy, server, client.RawData, Nonce, new SignatureData { Algorithm = signature.Algorithm }));
        Assert.False(SessionSignature.Verify(policy, null, client.RawData, Nonce, signature));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Password_IsDecrypted_WithTheNonceItWasMadeFor(string name)
    {
        var policy = SecurityPolicy.All.Single(policy => policy.Name == name);
        // Longer than one RSA block.
        var password = new string('ü', 300);
        var token = UserSecret.Encrypt(policy, "p", "user", password, TestCertificates.Server, Nonce);

        Assert.Equal(password, UserSecret.Decrypt(policy, token, TestCertificates.Server, Nonce));
        Assert.Null(UserSecret.Decrypt(policy, token, TestCertificates.Server, RandomNumberGenerator.GetBytes(32)));
        Assert.Null(UserSecret.Decrypt(policy, token, TestCertificates.Client, Nonce));
        Assert.Null(UserSecret.Decrypt(policy, new UserNameIdentityToken { Password = "plain"u8.ToArray() }, TestCertificates.Server, Nonce));
    }

    [Fact]
    public void Password_UnderNone_IsPlain()
    {
        var token = UserSecret.Encrypt(SecurityPolicy.None, "p", "user", "secret", null, Nonce);

        Assert.Equal("secret"u8.ToArray(), token.Password);
        Assert.Equal("secret", UserSecret.Decrypt(SecurityPolicy.None, token, null, Nonce));
    }
}
