using System.Security.Cryptography.X509Certificates;

namespace Faultline.Protocols.Modbus.Security;

/// <summary>Modbus over TLS, client side (Modbus/TCP Security v2.1): TLS 1.2 or 1.3, both sides show a certificate.</summary>
public sealed class ModbusClientSecurity
{
    /// <summary>The client's certificate with its private key. A role in it (<see cref="ModbusRole"/>) is what the server's authorisation goes by.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>Authorities that may have issued the server's certificate. Empty: those that the machine trusts.</summary>
    public X509Certificate2Collection TrustedAuthorities { get; init; } = [];

    /// <summary>Name or address that the server's certificate must be for. Null: the host that is connected to. Default null.</summary>
    public string? ServerName { get; init; }

    /// <summary>Whether revocation is looked up. Default no: plant networks rarely reach a revocation list.</summary>
    public X509RevocationMode Revocation { get; init; } = X509RevocationMode.NoCheck;
}
