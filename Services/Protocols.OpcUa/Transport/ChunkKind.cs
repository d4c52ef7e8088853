namespace Faultline.Protocols.OpcUa.Transport;

/// <summary>Fourth byte of a chunk, OPC 10000-6 §6.7.2.2.</summary>
public enum ChunkKind : byte
{
    /// <summary>'C': more chunks follow.</summary>
    Intermediate = (byte)'C',

    /// <summary>'F': last chunk of the message.</summary>
    Final = (byte)'F',

    /// <summary>'A': the message is given up; the body says why.</summary>
    Abort = (byte)'A',
}
