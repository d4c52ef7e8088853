using System.Formats.Asn1;

namespace Faultline.Protocols.OpcUa.Certificates;

/// <summary>Certificates in DER one after the other, the leaf first, as they stand on the wire (OPC 10000-6 §6.2.6).</summary>
internal static class CertificateChain
{
    internal const int MaxLength = 10;

    /// <summary>The first certificate.</summary>
    /// <exception cref="OpcUaException">BadCertificateInvalid: there is none.</exception>
    internal static ReadOnlyMemory<byte> Leaf(ReadOnlyMemory<byte> chain) => chain[..ElementLength(chain.Span)];

    /// <summary>All certificates.</summary>
    internal static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> chain)
    {
        var certificates = new List<ReadOnlyMemory<byte>>();
        do
        {
            if (certificates.Count == MaxLength)
                throw Invalid($"chain of more than {MaxLength} certificates");
            var length = ElementLength(chain.Span);
            certificates.Add(chain[..length]);
            chain = chain[length..];
        }
        while (!chain.IsEmpty);
        return certificates;
    }

    private static int ElementLength(ReadOnlySpan<byte> der) =>
        AsnDecoder.TryReadEncodedValue(der, AsnEncodingRules.DER, out var tag, out _, out _, out var length) && tag == Asn1Tag.Sequence
            ? length
            : throw Invalid("no certificate in DER");

    private static OpcUaException Invalid(string what) => OpcUaFault.Certificate(StatusCodes.BadCertificateInvalid, "the peer", what);
}
