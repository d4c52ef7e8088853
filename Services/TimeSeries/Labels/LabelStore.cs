using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Operators' labels of predictions. Rows are added, never changed: the newest of a prediction counts, the others tell how that came about.</summary>
public sealed class LabelStore(NpgsqlDataSource dataSource)
{
    private const string Columns = "prediction_id, system_id, window_end, is_right, conditions, means, comment, labelled_at, labelled_by";

    /// <summary>Adds a label.</summary>
    public Task AddAsync(PredictionLabel label, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(label);
        return Sql.Command(
            dataSource, $"INSERT INTO prediction_label ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", label.PredictionId, label.SystemId.Value,
            label.WindowEnd, label.IsRight, label.Conditions.ToArray(), label.Means.ToArray(), label.Comment, label.LabelledAt, label.LabelledBy)
            .ExecuteAsync(cancellationToken);
    }

    /// <summary>The label that counts for a prediction; null when there is none.</summary>
    public Task<PredictionLabel?> FindAsync(Guid prediction, CancellationToken cancellationToken = default) =>
        Sql.Command(dataSource, $"SELECT {Columns} FROM prediction_label WHERE prediction_id = $1 ORDER BY id DESC LIMIT 1", prediction)
            .FirstAsync(Map, cancellationToken);

    /// <summary>The labels that count, by system and end of the window, at most <paramref name="limit"/>, as they arrive from the database.</summary>
    public IAsyncEnumerable<PredictionLabel> AllAsync(int limit, CancellationToken cancellationToken = default) =>
        Sql.Command(dataSource, $"""
            SELECT {Columns} FROM (SELECT DISTINCT ON (prediction_id) * FROM prediction_label ORDER BY prediction_id, id DESC) AS newest
            ORDER BY system_id, window_end, prediction_id LIMIT $1
            """, limit).StreamAsync(Map, cancellationToken);

    private static PredictionLabel Map(NpgsqlDataReader row) => new(
        row.GetGuid(0), new SystemId(row.GetString(1)), row.Time(2), row.GetBoolean(3), row.GetFieldValue<double[]>(4), row.GetFieldValue<float[]>(5),
        row.GetString(6), row.Time(7), row.GetString(8));
}
