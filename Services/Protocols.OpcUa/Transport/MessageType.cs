namespace Faultline.Protocols.OpcUa.Transport;

/// <summary>First three bytes of a chunk, read as a little-endian number, OPC 10000-6 §6.7.2.2 and §7.1.2.2.</summary>
public enum MessageType
{
    /// <summary>Not a type.</summary>
    None = 0,

    /// <summary>"HEL": first message of a client.</summary>
    Hello = 'H' | 'E' << 8 | 'L' << 16,

    /// <summary>"ACK": answer to Hello.</summary>
    Acknowledge = 'A' | 'C' << 8 | 'K' << 16,

    /// <summary>"ERR": last message before the connection is closed.</summary>
    Error = 'E' | 'R' << 8 | 'R' << 16,

    /// <summary>"OPN": opens or renews a channel.</summary>
    OpenChannel = 'O' | 'P' << 8 | 'N' << 16,

    /// <summary>"CLO": closes a channel.</summary>
    CloseChannel = 'C' | 'L' << 8 | 'O' << 16,

    /// <summary>"MSG": a service message.</summary>
    Message = 'M' | 'S' << 8 | 'G' << 16,
}
