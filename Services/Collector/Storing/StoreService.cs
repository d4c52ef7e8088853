using Faultline.Collector.Plant;
using Faultline.Collector.Spooling;
using Faultline.Contracts;
using Faultline.TimeSeries;
using Microsoft.Extensions.Options;

namespace Faultline.Collector.Storing;

/// <summary>
/// Moves the spool into the database in order: reads a group, forces it to the disk, stores it, forgets it. While the database is away it backs off and
/// the spool grows; afterwards the same group is stored again, which the numbers of the batches make harmless.
/// </summary>
internal sealed partial class StoreService(
    Spool spool, IReadingStore store, PlantCatalogue plant, IOptions<StoringOptions> storing, IOptions<SpoolOptions> spooling, TimeProvider time,
    CollectorMetrics metrics, ILogger<StoreService> logger) : BackgroundService
{
    private readonly StoringOptions options = storing.Value;
    private readonly BackOff backOff = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));
    private bool registered;
    private string? fault;

    /// <summary>Why nothing is stored; null while it is.</summary>
    public string? Fault => Volatile.Read(ref fault);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            // Read within a task: catching up reads a lot, and a start must not wait for it.
            var group = await Task.Run(() => spool.ReadGroup(options.GroupReadings), stoppingToken);
            if (group.IsEmpty && registered)
                await spool.WaitAsync(stoppingToken);
            else
                await StoreAsync(group, stoppingToken);
            // Caught up: let some gather, for each group costs a flush to the disk and a commit.
            if (group.Readings < options.GroupReadings)
                await Task.Delay(options.Linger, time, stoppingToken);
        }
    }

    private async Task StoreAsync(SpoolGroup group, CancellationToken cancellationToken)
    {
        try
        {
            await RegisterAsync(cancellationToken);
            var started = time.GetTimestamp();
            if (spooling.Value.FlushBeforeStore)
                spool.Flush();
            await store.QuarantineAsync(group.Quarantined, cancellationToken);
            var result = await StoreBatchesAsync(group.Batches, cancellationToken);
            spool.Complete(group.End);
            metrics.Stored(result.StoredBatches, result.StoredReadings, time.GetElapsedTime(started));
            Succeeded();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(exception);
            await Task.Delay(backOff.Next(), time, cancellationToken);
        }
    }

    /// <summary>Stores batches; a number that is missing (dropped at the spool's bound, damaged, or a database set back) is stored as an empty batch.</summary>
    private async Task<StoreResult> StoreBatchesAsync(IReadOnlyList<ReadingBatch> batches, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await store.StoreAsync(batches, cancellationToken);
            }
            catch (SequenceGapException gap)
            {
                LogGap(gap.Collector, gap.System, gap.Expected, gap.Actual - 1);
                foreach (var missing in SequenceFill.Between(gap))
                    await store.StoreAsync(missing, cancellationToken);
                metrics.LostBatches(gap.Actual - gap.Expected);
                batches = [.. batches.Where(batch => batch.Collector != gap.Collector || batch.System != gap.System || batch.Sequence >= gap.Actual)];
            }
        }
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        if (registered)
            return;
        foreach (var system in plant.Systems)
            await store.RegisterAsync(system.Definition, cancellationToken);
        registered = true;
    }

    private void Succeeded()
    {
        backOff.Reset();
        if (Interlocked.Exchange(ref fault, null) is not null)
            LogStoring();
    }

    private void Failed(Exception exception)
    {
        metrics.StoreFailed();
        // The database may come back as another one.
        registered = false;
        if (Interlocked.Exchange(ref fault, exception.Message) != exception.Message)
            LogNotStoring(exception);
    }
}
