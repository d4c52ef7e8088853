namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>What opening a chunk found: its sequence header (OPC 10000-6 §6.7.2.4) and where the body lies within the chunk.</summary>
internal readonly record struct ChunkPosition(uint SequenceNumber, uint RequestId, int Offset, int Length);
