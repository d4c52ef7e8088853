namespace Faultline.Protocols.OpcUa.Transport;

/// <summary>What a scan for a chunk found.</summary>
public enum ChunkScanStatus
{
    /// <summary>A whole chunk is there.</summary>
    Done,

    /// <summary>Its end has not arrived yet.</summary>
    NeedMoreData,

    /// <summary>It is no chunk, or one that must not come here.</summary>
    Invalid,

    /// <summary>It is longer than agreed.</summary>
    TooLarge,
}
