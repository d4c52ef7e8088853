using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Faultline.Protocols.OpcUa.Certificates;

/// <summary>URIs in a certificate's subject alternative name, RFC 5280 §4.2.1.6; .NET lists DNS names and addresses, but not these.</summary>
internal static class ApplicationUris
{
    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);

    /// <summary>The URIs; none where the extension is missing or does not decode.</summary>
    internal static List<string> Of(X509Certificate2 certificate)
    {
        var uris = new List<string>();
        var extension = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        if (extension is null)
            return uris;
        try
        {
            var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
            {
                if (names.PeekTag().HasSameClassAndValue(UriTag))
                    uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, UriTag));
                else
                    names.ReadEncodedValue();
            }
        }
        catch (AsnContentException)
        {
            return [];
        }

        return uris;
    }
}
