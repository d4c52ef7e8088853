namespace Faultline.Scorer.Live;

/// <summary>How the live line is followed.</summary>
public sealed class LiveOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Scorer";

    /// <summary>Without a batch for this long a system is read from the database; 0.1 s to 1 min, default 1.5 s.</summary>
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long the database may take to store what is missing before the gap is left open; 1 s to 10 min, default 30 s.</summary>
    public TimeSpan LongestGapWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How far back a restarted scorer reads at most; 1 min to 7 d, default 6 h (some 7 million readings a machine).</summary>
    public TimeSpan LongestCatchUp { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How long a lease on a shard lasts without being renewed, renewed each third of it; 1 s to 5 min, default 6 s.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(6);
}
