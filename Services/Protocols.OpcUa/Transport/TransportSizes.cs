using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Transport;

/// <summary>The five numbers that Hello and Acknowledge have in common, OPC 10000-6 §7.1.2.3 and §7.1.2.4.</summary>
/// <param name="ProtocolVersion">Latest version that the sender knows; 0 is the only one so far.</param>
/// <param name="ReceiveBufferSize">Largest chunk that the sender can take, bytes.</param>
/// <param name="SendBufferSize">Largest chunk that the sender will send, bytes.</param>
/// <param name="MaxMessageSize">Largest message that the sender can take, bytes; 0: no limit.</param>
/// <param name="MaxChunkCount">Most chunks of a message that the sender can take; 0: no limit.</param>
public readonly record struct TransportSizes(
    uint ProtocolVersion, uint ReceiveBufferSize, uint SendBufferSize, uint MaxMessageSize, uint MaxChunkCount)
{
    internal static TransportSizes Own(OpcUaLimits limits) =>
        new(0, (uint)limits.ChunkSize, (uint)limits.ChunkSize, (uint)limits.MessageSize, (uint)limits.ChunkCount);

    internal static TransportSizes Decode(ref OpcUaReader reader)
    {
        var sizes = new TransportSizes(reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32());
        if (sizes.ReceiveBufferSize < OpcUaLimits.MinChunkSize || sizes.SendBufferSize < OpcUaLimits.MinChunkSize)
            reader.Fail(StatusCodes.BadConnectionRejected);
        return sizes;
    }

    internal void Encode(ref OpcUaWriter writer)
    {
        writer.WriteUInt32(ProtocolVersion);
        writer.WriteUInt32(ReceiveBufferSize);
        writer.WriteUInt32(SendBufferSize);
        writer.WriteUInt32(MaxMessageSize);
        writer.WriteUInt32(MaxChunkCount);
    }

    /// <summary>Answer of a server: neither of its buffers is larger than the client's opposite one.</summary>
    internal TransportSizes Answer(OpcUaLimits limits) => Own(limits) with
    {
        ReceiveBufferSize = Math.Min(SendBufferSize, (uint)limits.ChunkSize),
        SendBufferSize = Math.Min(ReceiveBufferSize, (uint)limits.ChunkSize),
    };
}
