using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Transport;

/// <summary>Error, OPC 10000-6 §7.1.2.5; also the body of an abort chunk, §6.7.3.</summary>
/// <param name="Error">What is wrong.</param>
/// <param name="Reason">Text for people; at most 4096 bytes.</param>
public readonly record struct ErrorMessage(StatusCode Error, string? Reason)
{
    internal static ErrorMessage Decode(ref OpcUaReader reader) => new(reader.ReadStatusCode(), reader.ReadString());

    internal void Encode(ref OpcUaWriter writer)
    {
        writer.WriteStatusCode(Error);
        writer.WriteString(Reason);
    }
}
