using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Live;
using Faultline.DiagnosticsApi.Tests.Running;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Live;

/// <summary>What one connection is sent, tick by tick.</summary>
public sealed class LiveClientTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero));
    private readonly LiveState state = new();
    private readonly RecordingProxy proxy = new();
    private readonly CancellationTokenSource ended = new();
    private readonly LiveMetrics metrics = new();
    private readonly LiveClient client;
    private int aborts;

    public LiveClientTests() => client = new LiveClient(proxy, () => aborts++, state, metrics, clock);

    public void Dispose()
    {
        client.Dispose();
        metrics.Dispose();
        ended.Dispose();
    }

    [Fact]
    public async Task Readings_AtFiftyATick_AreTenMessagesASecond()
    {
        var system = Plant.NewSystem();
        var live = state.Ensure(system);
        await SubscribeAsync(system);
        var running = client.RunAsync(ended.Token);

        for (var tick = 1; tick <= 10; tick++)
        {
            for (var i = 0; i < 50; i++)
                live.Take([Plant.Reading(system, "PS1", clock.GetUtcNow().AddMilliseconds(i), (tick * 100) + i)]);
            Assert.Equal(0, proxy.Waiting);
            clock.Advance(LiveClient.UpdateInterval);
            Assert.Equal((tick * 100) + 49, (await proxy.NextAsync<ReadingsUpdate>("readings")).Values["PS1"].Value);
        }

        await EndAsync(running);
    }

    [Fact]
    public async Task Readings_OfSeveralSystems_TakeTurns()
    {
        SystemDefinition[] systems = [Plant.NewSystem(), Plant.NewSystem(), Plant.NewSystem()];
        await client.SubscribeAllAsync([], TakeAsync, ended.Token);
        var running = client.RunAsync(ended.Token);
        foreach (var system in systems)
            state.Ensure(system);

        List<SystemId> seen = [];
        for (var tick = 0; tick < 6; tick++)
        {
            foreach (var system in systems)
                state.Find(system.Id)!.Take([Plant.Reading(system, "PS1", clock.GetUtcNow(), tick)]);
            clock.Advance(LiveClient.UpdateInterval);
            seen.Add((await proxy.NextAsync<ReadingsUpdate>("readings")).SystemId);
        }

        Assert.All(systems, system => Assert.Equal(2, seen.Count(id => id == system.Id)));
        await EndAsync(running);
    }

    [Fact]
    public async Task Alarms_WhileTheConnectionIsSlow_WaitInOrder()
    {
        var system = Plant.NewSystem();
        await SubscribeAsync(system);
        proxy.Close();
        var running = client.RunAsync(ended.Token);
        for (var i = 1; i <= 100; i++)
            client.Announce(Plant.Raised(system, "PS1", clock.GetUtcNow()) with { TransitionId = i });
        proxy.Open();

        for (var i = 1; i <= 100; i++)
            Assert.Equal(i, (await proxy.NextAsync<AlarmTransition>("alarm")).TransitionId);
        Assert.Equal(0, aborts);
        await EndAsync(running);
    }

    [Fact]
    public async Task Alarm_Raised_IsMeasuredFromItsSourceTimeToItsSending()
    {
        // Other tests send alarms at the same time: this one's delay is like no other.
        var delays = new ConcurrentQueue<(double Seconds, object? Kind)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, own) => { if (instrument.Name == "faultline.live.alarm.delay") own.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => delays.Enqueue((Math.Round(seconds, 6), tags[0].Value)));
        listener.Start();
        var system = Plant.NewSystem();
        await SubscribeAsync(system);
        var running = client.RunAsync(ended.Token);
        var raised = Plant.Raised(system, "PS1", clock.GetUtcNow());
        clock.Advance(TimeSpan.FromMilliseconds(17.3));

        client.Announce(raised);
        client.Announce(raised with { Event = AlarmEvent.Cleared });
        await proxy.NextAsync<AlarmTransition>("alarm");
        await proxy.NextAsync<AlarmTransition>("alarm");
        await EndAsync(running);

        Assert.Single(delays, ((double, object?))(0.0173, "Limit"));
    }

    [Fact]
    public async Task Alarm_WithATrace_IsSentInASpanOfIt()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source == LiveTrace.Source, ActivityStopped = spans.Enqueue,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var system = Plant.NewSystem();
        var trace = ReadingTrace.TraceParentOf(new ReadingBatch("collector-a", system.Id, 7, []));
        await SubscribeAsync(system);
        var running = client.RunAsync(ended.Token);

        client.Announce(Plant.Raised(system, "PS1", clock.GetUtcNow()) with { TraceParent = trace });
        var sent = await proxy.NextAsync<AlarmTransition>("alarm");
        await EndAsync(running);

        Assert.Equal(trace, sent.TraceParent);
        var span = Assert.Single(spans, span => trace.Contains(span.TraceId.ToHexString(), StringComparison.Ordinal));
        Assert.Equal(("send alarm", ActivityKind.Producer), (span.OperationName, span.Kind));
    }

    [Fact]
    public async Task Alarms_BeyondTheBound_CutTheConnectionOff()
    {
        var system = Plant.NewSystem();
        await SubscribeAsync(system);
        for (var i = 0; i < LiveClient.MaxWaitingAlarms; i++)
            client.Announce(Plant.Raised(system, "PS1", clock.GetUtcNow()));
        Assert.Equal(0, aborts);

        client.Announce(Plant.Raised(system, "PS1", clock.GetUtcNow()));

        Assert.Equal(1, aborts);
    }

    [Fact]
    public async Task Alarm_DuringASnapshot_ComesAfterIt()
    {
        var system = Plant.NewSystem();
        var taking = new TaskCompletionSource<LiveSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = client.RunAsync(ended.Token);
        var subscribing = client.SubscribeAsync(system.Id, _ => taking.Task, ended.Token);

        Assert.True(client.Sees(system.Id));
        client.Announce(Plant.Raised(system, "PS1", clock.GetUtcNow()) with { TransitionId = 7 });
        taking.SetResult(await TakeAsync(system.Id));
        await subscribing.WaitAsync(Patience);

        await proxy.NextAsync<LiveSnapshot>("snapshot");
        Assert.Equal(7, (await proxy.NextAsync<AlarmTransition>("alarm")).TransitionId);
        await EndAsync(running);
    }

    private async Task SubscribeAsync(SystemDefinition system)
    {
        await client.SubscribeAsync(system.Id, TakeAsync, ended.Token).WaitAsync(Patience);
        await proxy.NextAsync<LiveSnapshot>("snapshot");
    }

    private static Task<LiveSnapshot> TakeAsync(SystemId system) => Task.FromResult(new LiveSnapshot(system, [], null, null));

    private async Task EndAsync(Task running)
    {
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience));
    }
}
