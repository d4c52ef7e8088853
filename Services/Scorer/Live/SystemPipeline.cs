using System.Diagnostics;
using System.Threading.Channels;
using Faultline.Alarms;
using Faultline.Alarms.Faults;
using Faultline.Contracts;
using Faultline.Scorer.Scoring;
using Faultline.Scorer.Storage;
using Faultline.Scorer.Windows;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Live;

/// <summary>
/// Processes one system, reading by reading in order of source time, each once. Batches come over Redis; what is missing there (a gap in the
/// numbers, silence, a full queue, the time before this start) is read from the database from the last processed source time on.
/// </summary>
internal sealed partial class SystemPipeline
{
    /// <summary>Batches that may wait: ten seconds at 50 polls a second.</summary>
    public const int Capacity = 512;

    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan GapPoll = TimeSpan.FromMilliseconds(100);

    private readonly SystemDefinition system;
    private readonly ILineStore store;
    private readonly StorageRetry retry;
    private readonly LiveScoring scoring;
    private readonly LiveOptions options;
    private readonly ScorerMetrics metrics;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly AlarmEngine engine;
    private readonly SlidingWindow window;
    private readonly bool isRig;
    private readonly SystemLife life;
    private readonly StreamPositions positions = new();
    // Null is a tick, which looks whether the system has fallen silent.
    private readonly Channel<(ReadingBatch? Batch, long Arrived)> inbox = Channel.CreateBounded<(ReadingBatch?, long)>(Capacity);
    // All readings up to position are processed; those at newest may not be, while a batch or a read is under way.
    private DateTimeOffset position;
    private DateTimeOffset newest;
    private long heard;
    // The batch being processed, and the newest traced one that no prediction has carried on yet.
    private ReadingBatch? current;
    private ReadingBatch? traced;
    private string? lastLack;
    private int ticksWaiting;

    public SystemPipeline(
        SystemDefinition system, ILineStore store, IAnnouncer announcer, LiveScoring scoring, StorageRetry retry, LiveOptions options,
        PredictedFaultOptions faults, ScorerMetrics metrics, TimeProvider clock, ILogger logger)
    {
        (this.system, this.store, this.retry, this.scoring) = (system, store, retry, scoring);
        (this.options, this.metrics, this.clock, this.logger) = (options, metrics, clock, logger);
        engine = new AlarmEngine(system, faults);
        isRig = HydraulicRig.Sensors.All(rig => system.Sensors.Any(sensor => sensor.Ordinal == rig.Ordinal && sensor.Name == rig.Name));
        window = new SlidingWindow(system, scoring.Aligner, scoring.Fit);
        life = new SystemLife(system.CycleDuration);
        Alarms = new AlarmOutbox(store, announcer, retry, metrics, clock, logger);
        Predictions = new PredictionOutbox(store, announcer, Alarms, retry, metrics, logger);
    }

    public SystemDefinition System => system;

    public AlarmOutbox Alarms { get; }

    public PredictionOutbox Predictions { get; }

    public int Count => inbox.Reader.Count;

    /// <summary>Hands over a batch; one that finds the queue full is left to the database: the next one shows the gap.</summary>
    public void Offer(ReadingBatch batch)
    {
        if (!inbox.Writer.TryWrite((batch, clock.GetTimestamp())))
            metrics.Overflows.Add(1);
    }

    /// <summary>Processes until <paramref name="stopping"/>.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task[] parts = [ProcessAsync(ended.Token), Alarms.RunAsync(ended.Token), Predictions.RunAsync(ended.Token), TickAsync(ended.Token)];
        // Whichever part breaks takes the others with it, so that the whole is started anew from its checkpoint.
        await Task.WhenAny(parts);
        await ended.CancelAsync();
        await Task.WhenAll(parts);
    }

    private async Task ProcessAsync(CancellationToken stopping)
    {
        await RestoreAsync(stopping);
        await PullAsync("start", stopping);
        heard = clock.GetTimestamp();
        await foreach (var (batch, arrived) in inbox.Reader.ReadAllAsync(stopping))
        {
            if (batch is not null)
                await TakeAsync(batch, arrived, stopping);
            else
                await TickedAsync(stopping);
        }
    }

    /// <summary>Looks for what did not come, then at who is silent: in this order, for what the database has is no silence.</summary>
    private async Task TickedAsync(CancellationToken stopping)
    {
        Volatile.Write(ref ticksWaiting, 0);
        if (clock.GetElapsedTime(heard) >= options.Silence)
            await PullAsync("silence", stopping);
        if (engine.OnTime(clock.GetUtcNow()) is { Count: > 0 } transitions)
            await Alarms.PutAsync(transitions, clock.GetTimestamp(), null, stopping);
    }

    private async Task TakeAsync(ReadingBatch batch, long arrived, CancellationToken stopping)
    {
        using var span = ReadingTrace.Start(ScorerTrace.Source, "score readings", ActivityKind.Consumer, batch.Collector, batch.System, batch.Sequence);
        heard = arrived;
        if (positions.OrderOf(batch) == BatchOrder.AfterGap)
            await FillGapAsync(batch, stopping);
        if (positions.OrderOf(batch) == BatchOrder.Known)
            return;
        current = batch;
        traced = ReadingTrace.IsTraced(batch.Sequence) ? batch : traced;
        var before = position;
        foreach (var reading in batch.Readings)
        {
            if (reading.SourceTime > before)
                await TakeAsync(reading, arrived, stopping);
        }
        position = newest;
        positions.Advance(batch.Collector, batch.Sequence);
        await ScoreAsync(isLive: true, stopping);
        current = null;
    }

    private async ValueTask TakeAsync(Reading reading, long arrived, CancellationToken stopping)
    {
        if (reading.SourceTime > newest)
            (position, newest) = (newest, reading.SourceTime);
        var transitions = engine.OnReading(reading);
        if (transitions.Count > 0)
            await Alarms.PutAsync(transitions, arrived, current, stopping);
        window.Add(reading);
        metrics.Readings.Add(1);
    }

    private async Task ScoreAsync(bool isLive, CancellationToken stopping)
    {
        while (window.Next() is { } outcome)
        {
            // Any machine has alarms; only a rig has the sensors that the model knows.
            var prediction = isRig && scoring.Score(system.Id, outcome) is { } scored ? Traced(life.Tell(scored)) : null;
            if (isRig)
                Explain(outcome);
            if (prediction is not null && engine.OnPrediction(prediction) is { Count: > 0 } transitions)
                await Alarms.PutAsync(transitions, clock.GetTimestamp(), current, stopping);
            await Predictions.PutAsync(prediction, new Checkpoint(LineStore.Consumer, system.Id, position, null, 0), !isLive, stopping);
        }
    }

    private Prediction Traced(Prediction prediction)
    {
        if (traced is null)
            return prediction;
        var carrying = prediction with { TraceParent = ReadingTrace.TraceParentOf(traced) };
        traced = null;
        return carrying;
    }

    private async Task FillGapAsync(ReadingBatch batch, CancellationToken stopping)
    {
        var start = clock.GetTimestamp();
        while (positions.Of(batch.Collector) < batch.Sequence - 1)
        {
            await PullAsync("gap", stopping);
            if (positions.Of(batch.Collector) >= batch.Sequence - 1)
                return;
            if (clock.GetElapsedTime(start) >= options.LongestGapWait)
            {
                metrics.Holes.Add(1);
                LogHole(system.Id, batch.Collector, positions.Of(batch.Collector) + 1, batch.Sequence - 1);
                positions.Advance(batch.Collector, batch.Sequence - 1);
                return;
            }
            await Task.Delay(GapPoll, clock, stopping);
        }
    }

    /// <summary>Processes what the database has beyond the last processed source time.</summary>
    private async Task PullAsync(string reason, CancellationToken stopping)
    {
        metrics.CatchUps.Add(1, new KeyValuePair<string, object?>("reason", reason));
        var count = await retry.RunAsync("catching up", async token =>
        {
            // Progress first: a batch that commits in between is read too, and known by its times when it comes over Redis.
            var progress = await store.ProgressAsync(system.Id, token);
            var read = 0;
            await foreach (var reading in store.ReadAsync(system.Id, position, clock.GetUtcNow() + TimeSpan.FromMinutes(1), token))
            {
                if (reading.SourceTime > newest)
                    await ScoreAsync(isLive: false, token);
                await TakeAsync(reading, clock.GetTimestamp(), token);
                read++;
            }
            position = newest;
            foreach (var (collector, sequence) in progress)
                positions.Advance(collector, sequence);
            return read;
        }, stopping);
        await ScoreAsync(isLive: false, stopping);
        if (count > 0)
            LogCaughtUp(system.Id, count, reason);
    }

    private async Task RestoreAsync(CancellationToken stopping)
    {
        var (checkpoint, alarms) = await retry.RunAsync("restoring", async token =>
            (await store.CheckpointAsync(system.Id, token), await store.NewestAlarmsAsync(system.Id, token)), stopping);
        if (engine.Restore(alarms) is { Count: > 0 } orphans)
            await Alarms.PutAsync(orphans, clock.GetTimestamp(), null, stopping);
        var oldest = clock.GetUtcNow() - options.LongestCatchUp;
        var first = clock.GetUtcNow() - (system.CycleDuration * 1.1);
        position = checkpoint?.Time ?? first;
        if (position < oldest)
        {
            LogTooOld(system.Id, position, oldest);
            position = oldest;
        }
        newest = position;
        LogStarted(system.Id, position);
        if (checkpoint is not null)
            await FillWindowAsync(stopping);
        if (isRig)
            life.Restore(await retry.RunAsync("restoring trends", token => store.PredictionsAsync(system.Id, position - life.Memory, position, token), stopping));
    }

    /// <summary>Reads the cycle before the checkpoint into the window alone, so that scoring goes on at once.</summary>
    private Task<bool> FillWindowAsync(CancellationToken stopping) => retry.RunAsync("filling the window", async token =>
    {
        await foreach (var reading in store.ReadAsync(system.Id, position - (system.CycleDuration * 1.1), position, token))
            window.Add(reading);
        while (window.Next() is not null)
            continue;
        return true;
    }, stopping);

    private async Task TickAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TickInterval, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            // One is enough; more of them would take the places of batches while a long read is under way.
            if (Interlocked.Exchange(ref ticksWaiting, 1) == 0 && !inbox.Writer.TryWrite((null, 0)))
                Volatile.Write(ref ticksWaiting, 0);
        }
    }

    private void Explain(WindowOutcome outcome)
    {
        if (outcome.Lack == lastLack)
            return;
        lastLack = outcome.Lack;
        if (outcome.Lack is null)
            LogScoring(system.Id, window.Offset ?? 0);
        else
            LogNotScoring(system.Id, outcome.Detail ?? outcome.Lack);
    }
}
