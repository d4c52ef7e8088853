namespace Faultline.Dashboard.Api;

/// <summary>A version of what is read.</summary>
/// <param name="Number">Rising from 1.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="Comment">What for.</param>
public sealed record ConfigurationVersion(long Number, DateTimeOffset CreatedAt, string CreatedBy, string Comment);
