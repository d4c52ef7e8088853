namespace Faultline.TimeSeries;

/// <summary>How the tables are maintained.</summary>
public sealed class MaintenanceOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Maintenance";

    /// <summary>Between two passes over what is out of date: 1 s to 10 min; default 10 s. Rollups lag behind by about this much and the minute that fills.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Day partitions or chunks kept ready beyond today: 1 to 30; default 3, so that a weekend without this service costs nothing.</summary>
    public int PartitionsAheadDays { get; set; } = 3;

    /// <summary>Between two drops of what has expired and measurements of disk use: 10 s to 1 day; default 10 min.</summary>
    public TimeSpan UpkeepInterval { get; set; } = TimeSpan.FromMinutes(10);
}
