namespace Faultline.Collector.Storing;

/// <summary>How spooled batches go to the database. Section <c>Storing</c>.</summary>
public sealed class StoringOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Storing";

    /// <summary>How long batches are gathered before they are stored together, 0 to 10 s. Default 250 ms.</summary>
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Readings after which a group is stored, 1 to 1 million. Default 200,000, a second or two of COPY: a backlog is drained in few large groups, for each costs a commit and brings the newest
    /// value of every sensor up to date, whether it has one reading in it or many. Without a backlog groups are as large as what gathered meanwhile.
    /// </summary>
    public int GroupReadings { get; set; } = 200_000;

    /// <summary>
    /// Most readings a second while a backlog is drained, 1000 to 10 million. Default 150,000: less than a small server stores, so that it still has time for those who look,
    /// and the collector for its devices.
    /// </summary>
    public int DrainRate { get; set; } = 150_000;
}
