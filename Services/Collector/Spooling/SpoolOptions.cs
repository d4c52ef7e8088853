namespace Faultline.Collector.Spooling;

/// <summary>The spool: what was read and is not in the database yet. Section <c>Spool</c>.</summary>
public sealed class SpoolOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Spool";

    /// <summary>
    /// Folder, of one collector only; <c>Faultline:SpoolFolder</c> wins over it. Default <c>faultline/spool</c> in the user's local application data.
    /// </summary>
    public string Folder { get; set; } = "";

    /// <summary>
    /// Bytes the spool may take, at least two segments. Default 2 GiB: some 20 hours of three machines without the database. At the bound the oldest
    /// segment is dropped; its batches are stored as empty ones, so that every number of the stream is accounted for.
    /// </summary>
    public long MaximumBytes { get; set; } = 2L << 30;

    /// <summary>Bytes after which a new segment file is begun, 64 KiB to 1 GiB. Default 16 MiB.</summary>
    public int SegmentBytes { get; set; } = 16 << 20;

    /// <summary>
    /// Whether readings are forced to the disk before they are stored in the database. Default true: the database is never ahead of the
    /// spool, so that also after a power failure no number of a stream is used twice. A killed process loses nothing either way.
    /// </summary>
    public bool FlushBeforeStore { get; set; } = true;

    /// <summary>
    /// How often what was appended is forced to the disk also without being stored, 10 ms to 1 h: what a power failure may cost while the database is away. Default 1 s.
    /// </summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(1);
}
