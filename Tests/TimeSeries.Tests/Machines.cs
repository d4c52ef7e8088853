using Faultline.Contracts;

namespace Faultline.TimeSeries.Tests;

/// <summary>Made-up systems, readings and batches.</summary>
internal static class Machines
{
    public static readonly DateTimeOffset Start = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    public static SystemDefinition Rig(int number = 1) =>
        new(new SystemId($"hydraulic-{number}"), number, $"Rig {number}", TimeSpan.FromSeconds(60), HydraulicRig.Sensors);

    /// <summary>The time is in whole microseconds, as stored.</summary>
    public static Reading Reading(int ordinal, double seconds, double value = 1, Quality? quality = null, int system = 1) =>
        new(SensorId.Create(system, ordinal), Start + TimeSpan.FromMicroseconds(Math.Round(seconds * 1e6)), value, quality ?? Quality.Good);

    public static ReadingBatch Batch(long sequence, params Reading[] readings) => new("line-1", new SystemId("hydraulic-1"), sequence, readings);

    /// <summary>Batches <paramref name="first"/> … <paramref name="last"/> of one reading each, one a second.</summary>
    public static ReadingBatch[] Batches(long first, long last) =>
        [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => Batch(first + i, Reading(1, first + i, first + i)))];
}
