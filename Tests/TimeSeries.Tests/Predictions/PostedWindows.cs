using Faultline.Contracts;

namespace Faultline.TimeSeries.Tests.Predictions;

/// <summary>Windows as they are posted, and their predictions.</summary>
internal static class PostedWindows
{
    /// <summary>PS1 to EPS1 at the rate, the others once a second; values with two decimals, some missing.</summary>
    public static WindowSamples Window(int rate = 1, int seed = 1)
    {
        var random = new Random(seed);
        return new WindowSamples([.. HydraulicRig.Sensors.Select(sensor => Enumerable.Range(0, (sensor.Ordinal <= 7 ? rate : 1) * 60)
            .Select(_ => random.Next(50) == 0 ? double.NaN : random.Next(20_000) / 100.0).ToArray())]);
    }

    public static Prediction Prediction(DateTimeOffset windowEnd) => new(
        Guid.CreateVersion7(windowEnd), new SystemId("hydraulic-1"), null, windowEnd, "test-1", PredictionSource.Request, 1,
        [new ComponentPrediction(Component.Pump, 1, 0.7, [0.2, 0.7, 0.1])]);

    /// <summary>Samples as bits: a missing one is equal to a missing one.</summary>
    public static long[][] BitsOf(WindowSamples window) => [.. window.Sensors.Select(samples => samples.Select(BitConverter.DoubleToInt64Bits).ToArray())];
}
