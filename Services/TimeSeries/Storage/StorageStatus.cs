namespace Faultline.TimeSeries;

/// <summary>What the readings are kept in.</summary>
/// <param name="Depth">What the schema uses.</param>
/// <param name="ServerVersion">PostgreSQL's version, such as 15.18.</param>
/// <param name="ExtensionVersion">TimescaleDB's version; null without the extension.</param>
/// <param name="Licence">Licence that TimescaleDB runs under, <c>timescale</c> or <c>apache</c>; null without the extension.</param>
/// <param name="IsReadOnly">Whether the server refuses writes at the moment: a standby, or an administrator's setting.</param>
/// <param name="SchemaVersion">Name of the newest migration.</param>
/// <param name="Outstanding">Migrations of this program's version that the database has not had, in order; those of a newer version do not matter, since they only add.</param>
public sealed record StorageStatus(
    StorageDepth Depth, string ServerVersion, string? ExtensionVersion, string? Licence, bool IsReadOnly, string SchemaVersion, IReadOnlyList<string> Outstanding);
