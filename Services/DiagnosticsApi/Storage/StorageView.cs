using System.Text.Json;
using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Storage;

/// <summary>What the readings are kept in, how long, and how much disk that takes.</summary>
/// <param name="Depth">timescale_community, timescale_apache or plain_postgres.</param>
/// <param name="ServerVersion">PostgreSQL's version.</param>
/// <param name="ExtensionVersion">TimescaleDB's version; null without it.</param>
/// <param name="Licence">timescale or apache; null without TimescaleDB.</param>
/// <param name="SchemaVersion">Name of the newest migration.</param>
/// <param name="ReadOnly">Whether the database refuses writes at the moment.</param>
/// <param name="RetentionSeconds">How long what is kept, by level; absent is for ever.</param>
/// <param name="Tables">Disk use, largest first.</param>
public sealed record StorageView(
    string Depth, string ServerVersion, string? ExtensionVersion, string? Licence, string SchemaVersion, bool ReadOnly,
    IReadOnlyDictionary<string, double> RetentionSeconds, IReadOnlyList<TableSize> Tables)
{
    internal static StorageView Of(StorageStatus status, IReadOnlyDictionary<string, TimeSpan> retention, IReadOnlyList<TableSize> sizes) => new(
        JsonNamingPolicy.SnakeCaseLower.ConvertName(status.Depth.ToString()), status.ServerVersion, status.ExtensionVersion, status.Licence,
        status.SchemaVersion, status.IsReadOnly, retention.ToDictionary(level => level.Key, level => level.Value.TotalSeconds), sizes);
}
