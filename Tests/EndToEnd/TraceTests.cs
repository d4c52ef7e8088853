using Faultline.EndToEnd.Line;
using Xunit;

namespace Faultline.EndToEnd;

/// <summary>One trace follows a batch of readings from the poll over Redis to the hub message, in the telemetry of three processes.</summary>
[Collection(LineCollection.Name)]
public sealed class TraceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Trace_OfABatch_ReachesFromThePollToTheHubMessage()
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
        }
        finally
        {
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", null);
        }
    }
}
