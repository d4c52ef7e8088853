using System.Security.Cryptography.X509Certificates;

namespace Faultline.Protocols.Modbus.Security;

/// <summary>Modbus over TLS, server side (Modbus/TCP Security v2.1): TLS 1.2 or 1.3; a client without a trusted certificate gets no connection.</summary>
public sealed class ModbusServerSecurity
{
    /// <summary>The server's certificate with its private key.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>Authorities that may have issued a client's certificate; at least one, the machine's own trust is not used.</summary>
    public required X509Certificate2Collection TrustedAuthorities { get; init; }

    /// <summary>
    /// Asked for each request; false is answered with exception 1, as the specification has it for a role without the right. Called from several
    /// connections at once; must not throw. Null: every client with a trusted certificate may do everything. Default null.
    /// </summary>
    public Func<ModbusAuthorization, bool>? Authorize { get; init; }

    /// <summary>Time for the TLS handshake, above zero. Default 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether revocation is looked up. Default no: plant networks rarely reach a revocation list.</summary>
    public X509RevocationMode Revocation { get; init; } = X509RevocationMode.NoCheck;
}
