namespace Faultline.Dashboard.Api;

/// <summary>What the readings are kept in.</summary>
/// <param name="Depth">timescale_community, timescale_apache or plain_postgres.</param>
/// <param name="ServerVersion">PostgreSQL's version.</param>
/// <param name="ExtensionVersion">TimescaleDB's version; null without it.</param>
/// <param name="Licence">timescale or apache; null without TimescaleDB.</param>
/// <param name="ReadOnly">Whether the database refuses writes at the moment.</param>
/// <param name="RetentionSeconds">How long what is kept, by level; absent is for ever.</param>
/// <param name="Tables">Disk use by table.</param>
public sealed record StorageDetails(
    string Depth, string ServerVersion, string? ExtensionVersion, string? Licence, bool ReadOnly, IReadOnlyDictionary<string, double> RetentionSeconds,
    IReadOnlyList<StorageTable> Tables);
