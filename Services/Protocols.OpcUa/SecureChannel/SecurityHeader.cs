using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>Asymmetric algorithm security header, OPC 10000-6 §6.7.2.3.</summary>
/// <param name="PolicyUri">Policy of the channel; at most 255 bytes.</param>
/// <param name="SenderCertificate">Certificate that signs, DER, possibly with its chain; null for None.</param>
/// <param name="ReceiverThumbprint">SHA-1 of the certificate that the chunk is encrypted for; null for None.</param>
internal readonly record struct SecurityHeader(string? PolicyUri, byte[]? SenderCertificate, byte[]? ReceiverThumbprint)
{
    internal static SecurityHeader Decode(ref OpcUaReader reader) => new(reader.ReadString(), reader.ReadByteString(), reader.ReadByteString());

    internal void Encode(ref OpcUaWriter writer)
    {
        writer.WriteString(PolicyUri);
        writer.WriteByteString(SenderCertificate);
        writer.WriteByteString(ReceiverThumbprint);
    }
}
