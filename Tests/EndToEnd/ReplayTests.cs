using Faultline.Contracts;
using Faultline.EndToEnd.Line;
using Xunit;

namespace Faultline.EndToEnd;

/// <summary>Recorded cycles of the real rig run through the live line, and what it predicts is held against the recorded labels.</summary>
public sealed class ReplayTests
{
    private const int Speed = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    [SkippableFact]
    public async Task RecordedCycles_ReplayedThroughTheLine_ArePredicted()
    {
        var data = Checkout.RecordedData;
        Skip.If(data is null, "The recorded measurements (../shared/data/hydraulic) are not here.");
        using var patience = new CancellationTokenSource(Patience);
        await using var host = await AppHostFixture.StartAsync(
            "--replay", data, "--speed", $"{Speed}", "--replay-stride", Checkout.Soak ? "6" : "61");
        using var plant = await Plant.SignInAsync(host.GatewayUri, host.AdminPassword, patience.Token);
        await using var hub = await LiveHub.ConnectAsync(host.GatewayUri, plant.Token, patience.Token);

        var confusion = new LiveConfusion();
        foreach (var machine in new[] { "hydraulic-1", "hydraulic-2", "hydraulic-3" })
        {
            var cycles = await ReplayedCycles.FinishedAsync(plant, hub, machine, Checkout.Soak ? 110 : 11, patience.Token);
            // The first cycle of a machine starts before the collector does.
            foreach (var cycle in cycles.Skip(1))
            {
                // Windows come in order: once a later one is here, the cycle's own has come, or was not scored (a stall of the machine left a gap).
                await hub.PredictionAsync(prediction => cycle.IsBefore(prediction), Patience);
                confusion.Add(cycle, hub.Seen<Prediction>().FirstOrDefault(cycle.Covers));
            }
        }
        await confusion.WriteAsync(Path.Combine(Checkout.Artifacts, "live-confusion.json"));

        Assert.All(ComponentClasses.All, component => Assert.True(confusion.CyclesOf(component) >= 20, $"{confusion.Missed} cycles were not predicted"));
        Assert.All(ComponentClasses.All, component => Assert.True(confusion.AccuracyOf(component) >= 0.9, $"{component}: {confusion.AccuracyOf(component):0.000}"));
    }
}
