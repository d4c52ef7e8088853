using System.Text.Json;
using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Rows of the table model.</summary>
internal static class ModelRows
{
    /// <summary>Number of <see cref="Columns"/>.</summary>
    public const int Count = 12;

    /// <summary>What rows are read from, of a table called m.</summary>
    public const string Columns =
        "m.id, m.name, m.version, m.kind, m.fingerprint, m.sha256, octet_length(m.content), m.components, m.metadata::text, m.evaluation::text, m.registered_at, m.registered_by";

    public static RegisteredModel Map(NpgsqlDataReader row) => Map(row, 0);

    public static RegisteredModel Map(NpgsqlDataReader row, int first) => new(
        row.GetInt32(first), row.GetString(first + 1), row.GetInt32(first + 2), EnumText<ModelKind>.Parse(row.GetString(first + 3)), row.GetString(first + 4),
        row.GetString(first + 5), row.GetInt32(first + 6), [.. row.GetFieldValue<string[]>(first + 7).Select(EnumText<Component>.Parse)],
        Json(row.GetString(first + 8)), Json(row.GetString(first + 9)), row.Time(first + 10), row.GetString(first + 11));

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
