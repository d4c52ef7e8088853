namespace Faultline.TimeSeries;

/// <summary>A version of the plant's configuration: who made it, when, and what for.</summary>
/// <param name="Number">Rising from 1.</param>
/// <param name="CreatedAt">When, by the database's clock.</param>
/// <param name="CreatedBy">User name, or the collector's for the default plant.</param>
/// <param name="Comment">What was done.</param>
public sealed record ConfigurationVersion(long Number, DateTimeOffset CreatedAt, string CreatedBy, string Comment);
