using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Stores batches exactly once: their rows and the stream's number commit in one transaction, and a number that is stored is skipped. A
/// caller that does not know whether a commit arrived simply calls again. Safe to call concurrently; streams are locked in one order. A reading older
/// than the database's late horizon goes to quarantine in the same transaction.
/// </summary>
public sealed class ReadingWriter(NpgsqlDataSource dataSource, StorageInfo info, PartitionKeeper partitions, StorageMetrics metrics, TimeProvider time)
{
    /// <summary>Stores what is not stored yet of <paramref name="batches"/>, all or nothing.</summary>
    /// <param name="batches">Batches of any streams; those of one stream in rising order.</param>
    /// <param name="cancellationToken">Ends the attempt; nothing is stored then, unless the commit was already on its way.</param>
    /// <exception cref="SequenceGapException">A batch does not follow its stream's last; nothing was stored.</exception>
    /// <exception cref="NpgsqlException">The database is away or failed; repeat when <c>IsTransient</c>.</exception>
    public async Task<StoreResult> StoreAsync(IReadOnlyList<ReadingBatch> batches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        if (batches.Count == 0)
            return new StoreResult(0, 0, 0, []);
        await partitions.EnsureForAsync(batches, cancellationToken);
        try
        {
            return await StoreOnceAsync(batches, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.CheckViolation)
        {
            // Retention dropped a partition that the keeper remembered.
            partitions.Forget();
            await partitions.EnsureForAsync(batches, cancellationToken);
            return await StoreOnceAsync(batches, cancellationToken);
        }
    }

    private async Task<StoreResult> StoreOnceAsync(IReadOnlyList<ReadingBatch> batches, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (streams, horizon) = await IngestProgress.LockAsync(connection, batches, cancellationToken);

        List<ReadingBatch> taken = new(batches.Count);
        foreach (var batch in batches)
        {
            if (streams[(batch.Collector, batch.System)].Take(batch))
                taken.Add(batch);
        }
        var progress = streams.Values.ToArray();
        if (taken.Count == 0)
            return new StoreResult(0, 0, batches.Count, [.. progress.Select(stream => stream.ToProgress())]);

        List<Reading> late = [];
        using var readings = SortedReadings.Of(taken, horizon, streams, late);
        var traces = new StoredTraces(marksMinutes: await info.DepthAsync(cancellationToken) != StorageDepth.TimescaleCommunity);
        await ReadingCopy.CopyAsync(connection, readings, traces, cancellationToken);
        await IngestProgress.FinishAsync(connection, progress, traces, late, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        metrics.Stored(readings.Count, late.Count);
        var now = time.GetUtcNow();
        foreach (var stream in progress)
            stream.StoredAt = now;
        return new StoreResult(
            taken.Count, readings.Count, batches.Count - taken.Count, [.. progress.Select(stream => stream.ToProgress())], late.Count);
    }
}
