using Faultline.Contracts;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Tests.Models;

/// <summary>Live predictions in the database, with the readings of their windows.</summary>
internal sealed class PredictedCycles(RegistryFixture registry)
{
    private static int sequence;

    /// <summary>Stores a machine's readings of a cycle and a prediction of it.</summary>
    public async Task<(Guid Id, CycleWindow Cycle)> AddAsync(RigCondition condition, double atSeconds, (double Valve, double Pump) says)
    {
        // The machine's own seconds begin 0.7 s into ours, so that sensors with one sample a second take it within one of them.
        var machine = new Machine(phaseSeconds: 60.3 - (atSeconds % 60), condition);
        await registry.Database.Get<SystemRegistry>().RegisterAsync(Machine.Definition);
        var readings = machine.Readings(atSeconds - 2, atSeconds + 62).ToList();
        await registry.Database.Get<ReadingWriter>().StoreAsync(
            [new ReadingBatch($"collector-{Interlocked.Increment(ref sequence)}", Machine.Definition.Id, 1, readings)]);
        return (await StoreAsync(Machine.At(atSeconds + 59.7), says), machine.Cycle);
    }

    /// <summary>Stores a prediction alone.</summary>
    public async Task<Guid> StoreAsync(DateTimeOffset windowEnd, (double Valve, double Pump) says)
    {
        double[] levels = [100, says.Valve, says.Pump, 130];
        var prediction = new Prediction(
            Guid.CreateVersion7(windowEnd), Machine.Definition.Id, windowEnd - HydraulicRig.CycleDuration, windowEnd, "model-of-the-tests", PredictionSource.Live, 1,
            [.. ComponentClasses.All.Select((component, i) => new ComponentPrediction(
                component, levels[i], 1, [.. ComponentClasses.Of(component).Select(level => level == levels[i] ? 1.0 : 0.0)]))]);
        await registry.Database.Get<PredictionStore>().AddAsync(prediction);
        return prediction.Id;
    }
}
