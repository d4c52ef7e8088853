using System.Security.Cryptography.X509Certificates;

namespace Faultline.Protocols.OpcUa.Server.Sessions;

/// <summary>Who may use a server.</summary>
public interface IUserDirectory
{
    /// <summary>Whether sessions without a user are offered.</summary>
    bool AllowsAnonymous { get; }

    /// <summary>Whether user names with passwords are offered.</summary>
    bool HasUserNames { get; }

    /// <summary>Whether users with certificates are offered.</summary>
    bool HasCertificates { get; }

    /// <summary>The anonymous user; null where it is refused.</summary>
    OpcUaUser? Anonymous();

    /// <summary>The user of a name where the password is theirs, else null; takes the same time either way.</summary>
    ValueTask<OpcUaUser?> FindAsync(string name, string password, CancellationToken cancellationToken);

    /// <summary>The user of a certificate, whose key the client has proved to hold; null where it is not known.</summary>
    OpcUaUser? Find(X509Certificate2 certificate);
}
