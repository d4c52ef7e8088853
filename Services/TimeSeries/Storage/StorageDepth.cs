namespace Faultline.TimeSeries;

/// <summary>How much of TimescaleDB the schema uses; decided once, when the first migration runs.</summary>
public enum StorageDepth
{
    /// <summary>Timescale licence: hypertable; compression and continuous aggregates are to be had.</summary>
    TimescaleCommunity,

    /// <summary>Apache edition, such as Debian's package: hypertable only.</summary>
    TimescaleApache,

    /// <summary>PostgreSQL 15 or newer without the extension: a range partition a day.</summary>
    PlainPostgres,
}
