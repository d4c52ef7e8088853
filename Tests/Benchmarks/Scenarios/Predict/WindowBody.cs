using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;

namespace Faultline.Benchmarks.Scenarios.Predict;

/// <summary>The window that is posted: a load cycle of the twin, written as a collector's client would, some 11 kB.</summary>
internal static class WindowBody
{
    public static byte[] Make()
    {
        var cycle = RigTwin.LoadEmbedded().Cycle(RigCondition.Healthy with { PumpLeakage = 1 }, seed: 5);
        var sensors = Enumerable.Range(0, RigLayout.Sensors)
            .ToDictionary(sensor => RigLayout.SensorNames[sensor], sensor => cycle.Sensor(sensor).ToArray().Select(value => Math.Round(value, 6)));
        return JsonSerializer.SerializeToUtf8Bytes(
            new { SystemId = "hydraulic-1", SampleRateHz = 1, Start = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), Sensors = sensors }, FaultlineJson.Options);
    }
}
