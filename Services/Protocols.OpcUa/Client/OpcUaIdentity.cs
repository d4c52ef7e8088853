using System.Security.Cryptography.X509Certificates;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Who uses a session, OPC 10000-4 §7.40.</summary>
public abstract record OpcUaIdentity
{
    private OpcUaIdentity()
    {
    }

    /// <summary>Nobody in particular.</summary>
    public static OpcUaIdentity Anonymous { get; } = new AnonymousUser();

    /// <summary>A user with a password, which travels encrypted for the server's certificate, or over an encrypted channel.</summary>
    public static OpcUaIdentity User(string name, string password) => new UserName(name, password);

    /// <summary>A user with a certificate, which must hold its RSA key.</summary>
    public static OpcUaIdentity Certificate(X509Certificate2 certificate) => new CertificateUser(certificate);

    internal sealed record AnonymousUser : OpcUaIdentity;

    internal sealed record UserName(string Name, string Password) : OpcUaIdentity
    {
        /// <summary>Without the password, which must not reach a log.</summary>
        public override string ToString() => $"user {Name}";
    }

    internal sealed record CertificateUser(X509Certificate2 Holder) : OpcUaIdentity;
}
