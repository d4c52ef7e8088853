namespace Faultline.TimeSeries;

/// <summary>What the readings are kept in.</summary>
/// <param name="Depth">What the schema uses.</param>
/// <param name="ServerVersion">PostgreSQL's version, such as 15.18.</param>
/// <param name="ExtensionVersion">TimescaleDB's version; null without the extension.</param>
/// <param name="SchemaVersion">Name of the newest migration.</param>
public sealed record StorageStatus(StorageDepth Depth, string ServerVersion, string? ExtensionVersion, string SchemaVersion);
