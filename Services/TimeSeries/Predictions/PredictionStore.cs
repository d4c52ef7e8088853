using System.Text.Json;
using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Scored windows.</summary>
public sealed class PredictionStore(NpgsqlDataSource dataSource)
{
    /// <summary>Most predictions that one call returns.</summary>
    public const int MaxPointsLimit = 10_000;

    private const string Columns = "id, system_id, window_start, window_end, model_version, source, coverage, components, anomaly";

    private const string Insert = $"""
        INSERT INTO prediction ({Columns}) VALUES ($1, $2, $3::timestamptz, $4, $5, $6, $7, $8::jsonb, $9::jsonb) ON CONFLICT (id) DO NOTHING
        """;

    private const string Latest = $"""
        SELECT {Columns} FROM prediction WHERE system_id = $1 AND source = $2 ORDER BY window_end DESC LIMIT 1
        """;

    private const string Range = $"""
        SELECT {Columns} FROM (
            SELECT *, row_number() OVER (PARTITION BY date_bin($5, window_end, timestamptz '2000-01-01 00:00:00+00') ORDER BY window_end DESC, id DESC) AS place
            FROM prediction WHERE system_id = $1 AND source = $2 AND window_end >= $3 AND window_end < $4) AS p
        WHERE place = 1 ORDER BY window_end
        """;

    /// <summary>Stores a prediction and, in the same transaction, how far its consumer is. Storing the same id again changes nothing.</summary>
    public Task AddAsync(Prediction prediction, Checkpoint? checkpoint = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return InsertAsync(
            prediction, statements =>
            {
                if (checkpoint is not null)
                    CheckpointStore.AppendTo(statements, checkpoint);
            },
            cancellationToken);
    }

    /// <summary>Stores a prediction of a posted window and, in the same transaction, the window. Storing the same id again changes nothing.</summary>
    public Task AddPostedAsync(Prediction prediction, WindowSamples window, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(window);
        return InsertAsync(prediction, statements => PostedWindowStore.AppendTo(statements, prediction.Id, window), cancellationToken);
    }

    /// <summary>One prediction; null when there is none.</summary>
    public Task<Prediction?> FindAsync(Guid id, CancellationToken cancellationToken = default) =>
        Sql.Command(dataSource, $"SELECT {Columns} FROM prediction WHERE id = $1", id).FirstAsync(Map, cancellationToken);

    /// <summary>The newest prediction of a system from a source; null when there is none.</summary>
    public Task<Prediction?> LatestAsync(SystemId system, PredictionSource source = PredictionSource.Live, CancellationToken cancellationToken = default) =>
        Sql.Command(dataSource, Latest, system.Value, EnumText<PredictionSource>.Of(source)).FirstAsync(Map, cancellationToken);

    /// <summary>Predictions with <paramref name="from"/> ≤ window end &lt; <paramref name="to"/> in order of time.</summary>
    /// <param name="system">The system.</param>
    /// <param name="from">Start, inclusive.</param>
    /// <param name="to">End, exclusive; after <paramref name="from"/>.</param>
    /// <param name="maxPoints">Most predictions: 2 to <see cref="MaxPointsLimit"/>; of a longer list, the last of each of as many equal parts.</param>
    /// <param name="source">Where they came from.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<Prediction>> RangeAsync(
        SystemId system, DateTimeOffset from, DateTimeOffset to, int maxPoints, PredictionSource source = PredictionSource.Live,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxPoints, MaxPointsLimit);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(to, from);
        var width = SeriesThinner.WidthOf(to - from, TimeSpan.FromMicroseconds(1), maxPoints);
        return await Sql.Command(dataSource, Range, system.Value, EnumText<PredictionSource>.Of(source), from, to, width).ListAsync(Map, cancellationToken);
    }

    private async Task InsertAsync(Prediction prediction, Action<NpgsqlBatch> append, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // A batch is one implicit transaction and one round trip.
        await using var statements = new NpgsqlBatch(connection);
        statements.Append(
            Insert, prediction.Id, prediction.SystemId.Value, prediction.WindowStart, prediction.WindowEnd, prediction.ModelVersion,
            EnumText<PredictionSource>.Of(prediction.Source), prediction.Coverage, JsonSerializer.Serialize(prediction.Components, FaultlineJson.Options),
            prediction.Anomaly is null ? null : JsonSerializer.Serialize(prediction.Anomaly, FaultlineJson.Options));
        append(statements);
        await statements.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Prediction Map(NpgsqlDataReader row) => new(
        row.GetGuid(0), new SystemId(row.GetString(1)), row.TimeOrNull(2), row.Time(3), row.GetString(4),
        EnumText<PredictionSource>.Parse(row.GetString(5)), row.GetDouble(6),
        JsonSerializer.Deserialize<List<ComponentPrediction>>(row.GetString(7), FaultlineJson.Options)
            ?? throw new StorageException($"Prediction {row.GetGuid(0)} has no components."),
        row.TextOrNull(8) is { } anomaly ? JsonSerializer.Deserialize<Anomaly>(anomaly, FaultlineJson.Options) : null);
}
