using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.Modbus.Security;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>
/// Certificates for TLS by the name that devices give them: <c>Certificates:NAME:File</c> (PEM with the key, or PKCS #12 with <c>Password</c>), <c>KeyFile</c> (PEM key in a file of its own),
/// <c>AuthoritiesFile</c> (PEM; those trusted for the server), <c>ServerName</c>. Read at each connect: a renewed file needs no restart. The database holds names only, no keys.
/// </summary>
internal sealed class CertificateShelf(IConfiguration configuration)
{
    /// <summary>What a device needs for TLS.</summary>
    /// <exception cref="DeviceException">The setting is missing, or its files cannot be read; it is named.</exception>
    public ModbusClientSecurity Find(string name)
    {
        var section = configuration.GetSection($"Certificates:{name}");
        if (section["File"] is not { Length: > 0 } file)
            throw new DeviceException($"The collector has no setting Certificates:{name}:File.");
        try
        {
            var authorities = new X509Certificate2Collection();
            if (section["AuthoritiesFile"] is { Length: > 0 } trusted)
                authorities.ImportFromPemFile(trusted);
            return new ModbusClientSecurity { Certificate = Load(file, section), TrustedAuthorities = authorities, ServerName = section["ServerName"] };
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new DeviceException($"Certificates:{name} cannot be used: {exception.Message}", exception);
        }
    }

    private static X509Certificate2 Load(string file, IConfiguration section) =>
        Path.GetExtension(file) is ".pfx" or ".p12"
            ? X509CertificateLoader.LoadPkcs12FromFile(file, section["Password"])
            : X509Certificate2.CreateFromPemFile(file, section["KeyFile"] is { Length: > 0 } key ? key : null);
}
