namespace Faultline.Protocols.OpcUa;

/// <summary>Every bound of the protocol in one place; checked before anything is allocated for what a peer announces.</summary>
public sealed record OpcUaLimits
{
    /// <summary>Smallest chunk size that a peer may ask for (OPC 10000-6 §7.1.2.3).</summary>
    public const int MinChunkSize = 8192;

    /// <summary>The limits used where none are given.</summary>
    public static OpcUaLimits Default { get; } = new();

    /// <summary>Largest chunk that is accepted and sent, bytes, header included; at least <see cref="MinChunkSize"/>. 64 KiB as most stacks have.</summary>
    public int ChunkSize { get; init; } = 64 * 1024;

    /// <summary>Largest message body, bytes, after chunks are joined. 4 MiB: 10,000 items with long names, and some room.</summary>
    public int MessageSize { get; init; } = 4 * 1024 * 1024;

    /// <summary>Most chunks of one message.</summary>
    public int ChunkCount { get; init; } = 1024;

    /// <summary>Most elements of an array, product of the dimensions of a matrix.</summary>
    public int ArrayLength { get; init; } = 131_072;

    /// <summary>Longest String or XmlElement, bytes of UTF-8.</summary>
    public int StringLength { get; init; } = 1024 * 1024;

    /// <summary>Longest ByteString or ExtensionObject body, bytes.</summary>
    public int ByteStringLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>Deepest nesting of Variant, DataValue, DiagnosticInfo and ExtensionObject; OPC 10000-6 §5.1.5 asks for at least 100 levels.</summary>
    public int NestingDepth { get; init; } = 100;

    /// <summary>Throws with every limit that is out of range.</summary>
    public void Validate()
    {
        var faults = new List<string>();
        Check(ChunkSize, MinChunkSize, nameof(ChunkSize));
        Check(MessageSize, MinChunkSize, nameof(MessageSize));
        Check(ChunkCount, 1, nameof(ChunkCount));
        Check(ArrayLength, 1, nameof(ArrayLength));
        Check(StringLength, 1, nameof(StringLength));
        Check(ByteStringLength, 1, nameof(ByteStringLength));
        Check(NestingDepth, 1, nameof(NestingDepth));
        if (faults.Count > 0)
            throw new ArgumentException($"OpcUaLimits: {string.Join("; ", faults)}.");

        void Check(int value, int minimum, string name)
        {
            if (value < minimum)
                faults.Add($"{name} {value} is below {minimum}");
        }
    }
}
