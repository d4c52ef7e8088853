using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server;

/// <summary>What discovery tells, OPC 10000-4 §5.5: the application, and an endpoint for each offered security.</summary>
internal sealed class Endpoints(OpcUaServerOptions options)
{
    private const string BinaryTransport = "http://opcfoundation.org/UA-Profile/Transport/uatcp-uasc-uabinary";
    internal const string AnonymousPolicy = "anonymous";
    internal const string UserNamePolicy = "username";
    internal const string CertificatePolicy = "certificate";

    /// <summary>Endpoints as the client that connected to <paramref name="url"/> can reach them.</summary>
    /// <param name="url">The URL that the client used; its host is the one that works for the client.</param>
    /// <param name="profiles">Transport profiles that the client knows; none for all.</param>
    internal EndpointDescription[] Describe(string? url, string?[] profiles) =>
        profiles.Length > 0 && !profiles.Contains(BinaryTransport)
            ? []
            : [.. options.Security.Select(offered => Describe(url, offered))];

    internal ApplicationDescription Application(string? url) => new()
    {
        ApplicationUri = options.ApplicationUri,
        ProductUri = options.ProductUri,
        ApplicationName = new LocalizedText(options.ApplicationName),
        ApplicationType = ApplicationType.Server,
        DiscoveryUrls = [Reachable(url)],
    };

    /// <summary>Kinds of users of an endpoint with their policies.</summary>
    internal IEnumerable<(UserTokenPolicy Token, SecurityPolicy Security)> UserPolicies(SecurityPolicy channel)
    {
        // Over None a password still is encrypted, and a certificate signs, with the server's certificate where it has one.
        var policy = !channel.IsNone ? channel : options.Certificate is null ? SecurityPolicy.None : SecurityPolicy.Basic256Sha256;
        if (options.Users.AllowsAnonymous)
            yield return (new UserTokenPolicy { PolicyId = AnonymousPolicy, TokenType = UserTokenType.Anonymous }, SecurityPolicy.None);
        if (policy.IsNone)
            yield break;
        if (options.Users.HasUserNames)
            yield return (
                new UserTokenPolicy { PolicyId = UserNamePolicy, TokenType = UserTokenType.UserName, SecurityPolicyUri = policy.Uri }, policy);
        if (options.Users.HasCertificates)
            yield return (
                new UserTokenPolicy { PolicyId = CertificatePolicy, TokenType = UserTokenType.Certificate, SecurityPolicyUri = policy.Uri }, policy);
    }

    private EndpointDescription Describe(string? url, OfferedSecurity offered) => new()
    {
        EndpointUrl = Reachable(url),
        Server = Application(url),
        ServerCertificate = options.Certificate?.RawData,
        SecurityMode = offered.Mode,
        SecurityPolicyUri = offered.Policy.Uri,
        UserIdentityTokens = [.. UserPolicies(offered.Policy).Select(policy => policy.Token)],
        TransportProfileUri = BinaryTransport,
        SecurityLevel = offered.Level,
    };

    private string Reachable(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme == "opc.tcp" && parsed.Host.Length > 0
        ? url!
        : $"opc.tcp://{options.Address}:{options.Port}";
}
