using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Faultline.Protocols.OpcUa.Server.Sessions;

/// <summary>Users that are known when the server starts.</summary>
public sealed class UserList : IUserDirectory
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly List<(byte[] Secret, OpcUaUser User)> _names = [];
    private readonly List<(byte[] Certificate, OpcUaUser User)> _certificates = [];

    /// <summary>Who anonymous sessions are for; null refuses them. Default null.</summary>
    public OpcUaUser? AnonymousUser { get; init; }

    /// <inheritdoc/>
    public bool AllowsAnonymous => AnonymousUser is not null;

    /// <inheritdoc/>
    public bool HasUserNames => _names.Count > 0;

    /// <inheritdoc/>
    public bool HasCertificates => _certificates.Count > 0;

    /// <summary>Adds a user with a password, which is kept as a keyed hash only.</summary>
    public void Add(OpcUaUser user, string password) => _names.Add((Secret(user.Name!, password), user));

    /// <summary>Adds a user with a certificate.</summary>
    public void Add(OpcUaUser user, X509Certificate2 certificate) => _certificates.Add((certificate.RawData, user));

    /// <inheritdoc/>
    public OpcUaUser? Anonymous() => AnonymousUser;

    /// <inheritdoc/>
    public ValueTask<OpcUaUser?> FindAsync(string name, string password, CancellationToken cancellationToken)
    {
        // All entries are compared, each in constant time: neither which user exists nor how much of a password is right shows in the time.
        var secret = Secret(name, password);
        OpcUaUser? found = null;
        foreach (var (known, user) in _names)
            if (CryptographicOperations.FixedTimeEquals(known, secret))
                found = user;
        return new ValueTask<OpcUaUser?>(found);
    }

    /// <inheritdoc/>
    public OpcUaUser? Find(X509Certificate2 certificate) =>
        _certificates.Find(known => CryptographicOperations.FixedTimeEquals(known.Certificate, certificate.RawData)).User;

    /// <summary>Hash over both with their lengths, keyed so that a memory image gives no table to look passwords up in.</summary>
    private byte[] Secret(string name, string password) => HMACSHA256.HashData(_key, System.Text.Encoding.UTF8.GetBytes($"{name.Length}:{name}{password}"));
}
