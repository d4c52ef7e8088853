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
    Spool spool, IReadingStore store, ActivePlant plant, IOptions<StoringOptions> storing, IOptions<SpoolOptions> spooling, TimeProvider time,
    CollectorMetrics metrics, ILogger<StoreService> logger) : BackgroundService
{
    // A new version of the plant is registered also when its devices tell nothing.
    private static readonly TimeSpan RegistrationLook = TimeSpan.FromSeconds(1);

    private readonly StoringOptions options = storing.Value;
    private readonly BackOff backOff = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));
    private long registered = -1;
    private string? fault;
    private string? misfit;

    /// <summary>Why nothing is stored; null while it is.</summary>
    public string? Fault => Volatile.Read(ref fault);

    /// <summary>Why a system could not be registered; its readings are stored all the same. Null when all are.</summary>
    public string? Misfit => Volatile.Read(ref misfit);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var started = time.GetTimestamp();
            var readings = await StoreNextAsync(stoppingToken);
            if (readings == 0)
                await spool.WaitAsync(RegistrationLook, time, stoppingToken);
            // Caught up: let some gather, for each group costs a flush to the disk and a commit. Behind: leave time to others.
            var least = readings < options.GroupReadings ? options.Linger : TimeSpan.FromSeconds((double)readings / options.DrainRate) - time.GetElapsedTime(started);
            if (least > TimeSpan.Zero)
                await Task.Delay(least, time, stoppingToken);
        }
    }

    /// <summary>Stores what comes next in the spool; returns how much that was.</summary>
    private async Task<int> StoreNextAsync(CancellationToken cancellationToken)
    {
        try
        {
            // First, for it tells whether the database is there: nothing is read in vain then.
            await RegisterAsync(cancellationToken);
            var started = time.GetTimestamp();
            // Within a task: catching up reads a lot, and a start must not wait for it.
            var group = await Task.Run(() => spool.ReadGroup(options.GroupReadings), cancellationToken);
            if (group.IsEmpty)
                return 0;
            if (spooling.Value.FlushBeforeStore)
                spool.Flush();
            await store.QuarantineAsync(group.Quarantined, cancellationToken);
            await store.TextsAsync(group.Texts, cancellationToken);
            var result = await StoreBatchesAsync(group.Batches, cancellationToken);
            spool.Complete(group.End);
            metrics.Stored(result.StoredBatches, result.StoredReadings, time.GetElapsedTime(started));
            Succeeded();
            return group.Readings;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(exception);
            await Task.Delay(backOff.Next(), time, cancellationToken);
            return 1;
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
        var version = plant.Version;
        if (registered == version)
            return;
        Volatile.Write(ref misfit, null);
        foreach (var system in plant.Systems())
            await RegisterAsync(system, cancellationToken);
        registered = version;
    }

    private async Task RegisterAsync(SystemDefinition system, CancellationToken cancellationToken)
    {
        try
        {
            await store.RegisterAsync(system, cancellationToken);
        }
        catch (StorageException exception)
        {
            // Repeating does not help, and everybody else's readings must not wait for it.
            LogMisfit(system.Id, exception.Message);
            Volatile.Write(ref misfit, exception.Message);
        }
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
        registered = -1;
        if (Interlocked.Exchange(ref fault, exception.Message) != exception.Message)
            LogNotStoring(exception);
    }
}
