using Faultline.Contracts;
using Faultline.EndToEnd.Line;
using Xunit;

namespace Faultline.EndToEnd;

/// <summary>One trace follows a batch of readings from the poll over Redis to the hub message, and on to what it led to, in the telemetry of three processes.</summary>
[Collection(LineCollection.Name)]
public sealed class TraceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Trace_OfABatch_ReachesFromThePollToTheHubMessages()
    {
        await using var receiver = await SpanReceiver.StartAsync();
        // Taken by the services themselves, which inherit it.
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        try
        {
            await using var host = await AppHostFixture.StartAsync("--OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Url);
            using var patience = new CancellationTokenSource(Patience);
            using var plant = await Plant.SignInAsync(host.GatewayUri, host.AdminPassword, patience.Token);
            await using var hub = await LiveHub.ConnectAsync(host.GatewayUri, plant.Token, patience.Token);

            var batch = await receiver.BatchWithAsync(
                [
                    ("collector", "collect readings"), ("collector", "publish readings"), ("scorer", "score readings"),
                    ("diagnostics-api", "relay readings"), ("diagnostics-api", "send readings"),
                ],
                Patience);
            Assert.Matches(@"^collector\S*/hydraulic-[123]/\d+$", batch);

            await AssertPredictionIsTracedAsync(receiver, hub);
            await AssertAlarmIsTracedAsync(receiver, plant, hub);
        }
        finally
        {
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", null);
        }
    }

    /// <summary>Of any batch, traced from the poll or not.</summary>
    private static async Task AssertAlarmIsTracedAsync(SpanReceiver receiver, Plant plant, LiveHub hub)
    {
        // One of a thousand alarms reaches the hub from the database, which keeps no traces, before Redis brings it: three make sure of one that did not.
        foreach (var system in (string[])["hydraulic-1", "hydraulic-2", "hydraulic-3"])
            await plant.SetSensorAsync(system, "PS1", "stuck", 230);
        var raised = await hub.AlarmAsync(step => step is { TransitionId: > 0, Event: AlarmEvent.Raised, Alarm.Source: "PS1", TraceParent: not null }, Patience);
        await receiver.UntilAsync(raised.TraceParent!, [("scorer", "announce alarm"), ("diagnostics-api", "send alarm")], Patience);
    }

    private static async Task AssertPredictionIsTracedAsync(SpanReceiver receiver, LiveHub hub)
    {
        var prediction = await hub.PredictionAsync(candidate => candidate.TraceParent is not null, Patience);
        await receiver.UntilAsync(
            prediction.TraceParent!,
            [
                ("collector", "collect readings"), ("collector", "publish readings"), ("scorer", "score readings"), ("scorer", "announce prediction"),
                ("diagnostics-api", "send prediction"),
            ],
            Patience);
    }
}
