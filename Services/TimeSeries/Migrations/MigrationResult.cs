namespace Faultline.TimeSeries;

/// <summary>What a migration found and did.</summary>
/// <param name="Depth">The depth that the schema has.</param>
/// <param name="Applied">Names of the scripts applied now, in order; empty when there was nothing to do.</param>
public sealed record MigrationResult(StorageDepth Depth, IReadOnlyList<string> Applied);
