using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Checkpoints of consumers. Stores whose writes advance one take it along in their transaction.</summary>
public sealed class CheckpointStore(NpgsqlDataSource dataSource)
{
    // Never backwards: a consumer that lost its lease may still be writing.
    private const string Upsert = """
        INSERT INTO consumer_checkpoint AS c (consumer, system_id, time, collector, sequence, stored_at)
        VALUES ($1, $2, $3, $4::text, $5, clock_timestamp())
        ON CONFLICT (consumer, system_id) DO UPDATE
        SET time = excluded.time, collector = excluded.collector, sequence = excluded.sequence, stored_at = excluded.stored_at
        WHERE excluded.time >= c.time
        """;

    /// <summary>The checkpoint of a consumer for a system; null when it has none yet.</summary>
    public Task<Checkpoint?> FindAsync(string consumer, SystemId system, CancellationToken cancellationToken = default) =>
        Sql.Command(dataSource, "SELECT time, collector, sequence FROM consumer_checkpoint WHERE consumer = $1 AND system_id = $2", consumer, system.Value)
            .FirstAsync(row => new Checkpoint(consumer, system, row.Time(0), row.TextOrNull(1), row.GetInt64(2)), cancellationToken);

    /// <summary>Stores a checkpoint, unless a later one is stored.</summary>
    public async Task SetAsync(Checkpoint checkpoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var statements = new NpgsqlBatch(connection);
        AppendTo(statements, checkpoint);
        await statements.ExecuteNonQueryAsync(cancellationToken);
    }

    internal static void AppendTo(NpgsqlBatch statements, Checkpoint checkpoint) =>
        statements.Append(Upsert, checkpoint.Consumer, checkpoint.System.Value, checkpoint.Time, checkpoint.Collector, checkpoint.Sequence);
}
