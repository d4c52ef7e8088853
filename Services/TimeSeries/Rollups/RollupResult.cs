namespace Faultline.TimeSeries;

/// <summary>What one pass of <see cref="RollupJob"/> did.</summary>
/// <param name="Minutes">Minutes of systems whose rollup was computed anew.</param>
/// <param name="Hours">Hours of systems whose rollup was computed anew.</param>
/// <param name="IsComplete">Whether nothing was left; false when a writer held a minute, or another process runs the job.</param>
public sealed record RollupResult(int Minutes, int Hours, bool IsComplete);
