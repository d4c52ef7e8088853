namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>A value with its quality and times, OPC 10000-6 §5.2.2.17.</summary>
public readonly record struct DataValue
{
    /// <summary>The value; null Variant where none is given.</summary>
    public Variant Value { get; init; }

    /// <summary>Quality; Good where none is encoded.</summary>
    public StatusCode Status { get; init; }

    /// <summary>Picoseconds to add to <see cref="SourceTimestamp"/>, in units of 10 ps, 0 to 9999.</summary>
    public ushort SourcePicoseconds { get; init; }

    /// <summary>Picoseconds to add to <see cref="ServerTimestamp"/>, in units of 10 ps, 0 to 9999.</summary>
    public ushort ServerPicoseconds { get; init; }

    /// <summary>When the source took the value, UTC; default where not given.</summary>
    public DateTime SourceTimestamp { get; init; }

    /// <summary>When the server got the value, UTC; default where not given.</summary>
    public DateTime ServerTimestamp { get; init; }
}
