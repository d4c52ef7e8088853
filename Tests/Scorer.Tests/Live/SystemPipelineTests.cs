using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Faultline.Contracts;
using Faultline.Scorer.Live;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.Scorer.Tests.Live;

public sealed class SystemPipelineTests
{
    private static readonly SystemId System = Machine.Definition.Id;
    private readonly MemoryLine line = new();

    [Fact]
    public async Task Alarm_OfAReading_IsStoredThenAnnounced()
    {
        await using var pipeline = await StartAsync();

        pipeline.Offer(Batch(1, 0.02, 250));
        await line.Changed.UntilAsync(() => line.Announced.Count == 1);

        Assert.Equal(["stored Raised PS1", "announced Raised PS1"], line.Events);
        Assert.Equal((1, Machine.At(0.02)), (line.Announced[0].TransitionId, line.Announced[0].At));
    }

    [Fact]
    public async Task Alarm_OfAReading_CarriesTheTraceOfItsBatch()
    {
        await using var pipeline = await StartAsync();

        pipeline.Offer(Batch(1, 0.02, 250));
        pipeline.Offer(Batch(2, 0.04, 150));
        pipeline.Offer(Batch(3, 3, 150));
        await line.Changed.UntilAsync(() => line.Announced.Count == 2);

        Assert.Equal([ReadingTrace.TraceParentOf(Batch(1, 0, 0)), ReadingTrace.TraceParentOf(Batch(3, 0, 0))], line.Announced.Select(step => step.TraceParent));
    }

    [Fact]
    public async Task Alarm_Raised_IsMeasuredFromItsSourceTimeToItsAnnouncement()
    {
        // Other tests announce alarms at the same time: this one's delay is like no other.
        var measured = new Signal();
        var delays = new ConcurrentQueue<(double Seconds, object? Kind)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, own) => { if (instrument.Name == "faultline.scorer.alarm.delay") own.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            delays.Enqueue((Math.Round(seconds, 6), tags[0].Value));
            measured.Set();
        });
        listener.Start();
        await using var pipeline = await StartAsync();
        pipeline.Clock.Advance(TimeSpan.FromMilliseconds(37.3));

        pipeline.Offer(Batch(1, 0.02, 250));

        await measured.UntilAsync(() => delays.Contains((0.0173, "Limit")));
    }

    [Fact]
    public async Task Prediction_OnTheLiveLine_CarriesTheNewestTracedBatchOnce()
    {
        await using var pipeline = await StartAsync();
        pipeline.Clock.Advance(TimeSpan.FromSeconds(66));
        // A second of polls a batch: only the first is one in five hundred.
        var seconds = new Machine(12.34).Polls(0, 66).Chunk(50).Select(polls => polls.SelectMany(readings => readings).ToList());
        ReadingBatch[] batches = [.. seconds.Select((readings, i) => new ReadingBatch("collector-a", System, i + 1, readings))];
        foreach (var batch in batches)
            pipeline.Offer(batch);
        await line.Changed.UntilAsync(() => line.Predictions.Count >= 3);

        Assert.Equal([ReadingTrace.TraceParentOf(batches[0]), null, null], line.Predictions.Take(3).Select(prediction => prediction.TraceParent));
    }

    [Fact]
    public async Task Batch_Repeated_RaisesNothingAgain()
    {
        await using var pipeline = await StartAsync();
        pipeline.Offer(Batch(1, 0.02, 250));
        pipeline.Offer(Batch(1, 0.02, 250));
        pipeline.Offer(Batch(2, 0.04, 150));
        pipeline.Offer(Batch(3, 3, 150));
        await line.Changed.UntilAsync(() => line.Announced.Count == 2);

        Assert.Equal(["Raised", "Cleared"], line.Announced.Select(step => step.Event.ToString()));
    }

    [Fact]
    public async Task Gap_InTheNumbers_IsReadFromTheDatabaseFirst()
    {
        await using var pipeline = await StartAsync();
        pipeline.Offer(Batch(1, 0.02, 150));
        line.Store(Batch(1, 0.02, 150), Batch(2, 0.04, 250), Batch(3, 2.5, 150));

        pipeline.Offer(Batch(4, 5, 150));
        await line.Changed.UntilAsync(() => line.Announced.Count == 2);

        Assert.Equal([Machine.At(0.04), Machine.At(5)], line.Announced.Select(step => step.At));
    }

    [Fact]
    public async Task Gap_NotStoredYet_IsWaitedFor()
    {
        await using var pipeline = await StartAsync();
        pipeline.Offer(Batch(1, 0.02, 150));
        var waits = pipeline.Clock.Timers;
        pipeline.Offer(Batch(3, 0.06, 150));
        await pipeline.Clock.UntilTimersAsync(waits + 1);
        pipeline.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await pipeline.Clock.UntilTimersAsync(waits + 2);
        Assert.Empty(line.Announced);

        line.Store(Batch(1, 0.02, 150), Batch(2, 0.04, 250));
        pipeline.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await line.Changed.UntilAsync(() => line.Announced.Count == 1);

        Assert.Equal(Machine.At(0.04), line.Announced[0].At);
    }

    [Fact]
    public async Task Gap_NeverStored_IsLeftOpenInTheEnd()
    {
        await using var pipeline = await StartAsync();
        pipeline.Offer(Batch(1, 0.02, 150));

        pipeline.Offer(Batch(3, 0.06, 250));
        await pipeline.AdvanceUntilAsync(() => line.Announced.Count == 1);

        Assert.True(pipeline.Clock.GetUtcNow() - Machine.Start >= new LiveOptions().LongestGapWait);
    }

    [Fact]
    public async Task Silence_MakesItReadTheDatabase()
    {
        await using var pipeline = await StartAsync();
        line.Store(Batch(1, 0.02, 250));

        await pipeline.AdvanceUntilAsync(() => line.Announced.Count == 1);

        Assert.Equal(Machine.At(0.02), line.Announced[0].At);
    }

    [Fact]
    public async Task Batch_AfterItWasReadFromTheDatabase_IsKnown()
    {
        await using var pipeline = await StartAsync();
        line.Store(Batch(1, 0.02, 250));
        await pipeline.AdvanceUntilAsync(() => line.Announced.Count == 1);

        pipeline.Offer(Batch(1, 0.02, 250));
        pipeline.Offer(Batch(2, 0.04, 150));
        pipeline.Offer(Batch(3, 3, 150));
        await line.Changed.UntilAsync(() => line.Announced.Count == 2);

        Assert.Equal(["Raised", "Cleared"], line.Announced.Select(step => step.Event.ToString()));
    }

    [Fact]
    public async Task Batch_AfterALongReadOfTheDatabase_StillHasItsPlace()
    {
        var restored = new TaskCompletionSource();
        line.Restoring = restored.Task;
        await using var pipeline = new PipelineFixture(line);
        // Twice as many ticks as there are places.
        await pipeline.AdvanceUntilAsync(() => pipeline.Clock.GetUtcNow() >= Machine.At(SystemPipeline.Capacity));

        pipeline.Offer(Batch(1, SystemPipeline.Capacity, 250));
        restored.SetResult();
        await line.Changed.UntilAsync(() => line.Announced.Count == 1);

        Assert.Equal("Raised", line.Announced[0].Event.ToString());
    }

    [Fact]
    public async Task Alarm_WhileTheDatabaseIsAway_IsAnnouncedOnceItIsStored()
    {
        await using var pipeline = await StartAsync();
        line.IsAway = true;
        pipeline.Offer(Batch(1, 0.02, 250));
        pipeline.Offer(Batch(2, 0.04, 150));
        pipeline.Offer(Batch(3, 3, 150));
        var calls = pipeline.Clock.GetUtcNow();
        await pipeline.AdvanceUntilAsync(() => pipeline.Clock.GetUtcNow() - calls > TimeSpan.FromSeconds(5));
        Assert.Empty(line.Announced);

        line.IsAway = false;
        await pipeline.AdvanceUntilAsync(() => line.Announced.Count == 2);

        Assert.Equal(["Raised", "Cleared"], line.Announced.Select(step => step.Event.ToString()));
    }

    [Fact]
    public async Task Start_WithACheckpoint_ProcessesWhatCameSince()
    {
        line.Checkpoint = new Checkpoint("scorer", System, Machine.At(1), null, 0);
        line.Store(Batch(1, 0.5, 250), Batch(2, 2, 260), Batch(3, 4, 150), Batch(4, 7, 150));

        await using var pipeline = new PipelineFixture(line, startSeconds: 1000);
        await line.Changed.UntilAsync(() => line.Announced.Count == 2);

        Assert.Equal([Machine.At(2), Machine.At(7)], line.Announced.Select(step => step.At));
    }

    [Fact]
    public async Task Start_AfterAnAlarmWithoutCheckpoint_DoesNotRaiseItTwice()
    {
        line.Store(Batch(1, 0.5, 250), Batch(2, 1, 250));
        await using (new PipelineFixture(line, startSeconds: 2))
            await line.Changed.UntilAsync(() => line.Announced.Count == 1);
        line.Checkpoint = null;

        line.Store(Batch(3, 3, 150), Batch(4, 6, 150));
        await using var second = new PipelineFixture(line, startSeconds: 7);
        await line.Changed.UntilAsync(() => line.Announced.Count == 2);

        Assert.Equal(["Raised", "Cleared"], line.Announced.Select(step => step.Event.ToString()));
    }

    [Fact]
    public async Task Cycle_Read_IsPredictedStoredAndCheckpointed()
    {
        line.Store([.. new Machine(12.34).Polls(0, 66).Select((readings, i) => new ReadingBatch("collector-a", System, i + 1, readings))]);

        await using var pipeline = new PipelineFixture(line, startSeconds: 66);
        await line.Changed.UntilAsync(() => line.Predictions.Count >= 3 && line.Events.Contains("announced prediction"));

        Assert.All(line.Predictions, prediction =>
            Assert.Equal([100, 100, 0, 130], prediction.Components.Select(component => component.Condition)));
        Assert.NotNull(line.Checkpoint);
    }

    private async Task<PipelineFixture> StartAsync()
    {
        var pipeline = new PipelineFixture(line);
        await line.Changed.UntilAsync(() => line.Reads == 1);
        await pipeline.Clock.UntilTimersAsync(1);
        return pipeline;
    }

    private static ReadingBatch Batch(long sequence, double seconds, double ps1) =>
        new("collector-a", System, sequence, [new Reading(SensorId.Create(2, 1), Machine.At(seconds), ps1, Quality.Good)]);
}
