namespace Faultline.TimeSeries;

/// <summary>How the tables are maintained.</summary>
public sealed class MaintenanceOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Maintenance";

    /// <summary>Between two passes over what is out of date: 1 s to 10 min; default 10 s. Rollups lag behind by at most about this much.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Day partitions kept ready beyond today, on plain PostgreSQL: 1 to 30; default 3, so that a weekend without this service costs nothing.</summary>
    public int PartitionsAheadDays { get; set; } = 3;
}
