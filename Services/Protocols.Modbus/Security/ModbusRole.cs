using System.Formats.Asn1;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Faultline.Protocols.Modbus.Security;

/// <summary>The role of a client, one UTF8String in an extension of its certificate (Modbus/TCP Security v2.1, X.509v3 role extension).</summary>
public static class ModbusRole
{
    /// <summary>Object identifier of the extension, under the Modbus Organization's enterprise number 50316.</summary>
    public const string Oid = "1.3.6.1.4.1.50316.802.1";

    /// <summary>The role in a certificate; null when it has none.</summary>
    /// <exception cref="AuthenticationException">The extension is there more than once, or is not one UTF8String.</exception>
    public static string? Read(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        X509Extension[] found = [.. certificate.Extensions.Where(extension => extension.Oid?.Value == Oid)];
        if (found.Length == 0)
            return null;
        if (found.Length > 1)
            throw new AuthenticationException($"Certificate '{certificate.Subject}' has the role extension {Oid} {found.Length} times.");
        try
        {
            var role = AsnDecoder.ReadCharacterString(found[0].RawData, AsnEncodingRules.DER, UniversalTagNumber.UTF8String, out var consumed);
            if (consumed == found[0].RawData.Length)
                return role;
        }
        catch (AsnContentException malformed)
        {
            throw NotAString(certificate, malformed);
        }

        throw NotAString(certificate, null);
    }

    /// <summary>The extension to put into a certificate request.</summary>
    public static X509Extension CreateExtension(string role)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.UTF8String, role);
        return new X509Extension(Oid, writer.Encode(), critical: false);
    }

    private static AuthenticationException NotAString(X509Certificate2 certificate, Exception? cause) =>
        new($"The role extension {Oid} of certificate '{certificate.Subject}' is not one UTF8String.", cause);
}
