using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Transport;

/// <summary>Hello, OPC 10000-6 §7.1.2.3.</summary>
/// <param name="Sizes">What the client can take.</param>
/// <param name="EndpointUrl">The URL that the client connected to; less than 4096 bytes.</param>
public readonly record struct HelloMessage(TransportSizes Sizes, string? EndpointUrl)
{
    internal const int MaxUrlLength = 4096;

    internal static HelloMessage Decode(ref OpcUaReader reader)
    {
        var hello = new HelloMessage(TransportSizes.Decode(ref reader), reader.ReadString());
        if (hello.EndpointUrl?.Length >= MaxUrlLength)
            reader.Fail(StatusCodes.BadTcpEndpointUrlInvalid);
        return hello;
    }

    internal void Encode(ref OpcUaWriter writer)
    {
        Sizes.Encode(ref writer);
        writer.WriteString(EndpointUrl);
    }
}
