using Faultline.Contracts;

namespace Faultline.Benchmarks.Scenarios.Storage;

/// <summary>
/// What a plant of 60 machines with 17 sensors at 50 Hz each brings: a batch is a second of a machine, 850 readings; a group is what a collector stores at once,
/// 24 batches or 20,400 readings (its default is 20,000).
/// </summary>
internal static class PlantReadings
{
    public const int Systems = 60;
    public const int Sensors = 17;
    public const int PerSecond = 50;
    public const int BatchesOfGroup = 24;

    /// <summary>Groups of one collector that reads <paramref name="systems"/> machines, at least <paramref name="readings"/> readings in all.</summary>
    public static List<ReadingBatch[]> Groups(string collector, int firstSystem, int systems, long readings, DateTimeOffset start)
    {
        var random = new Random(firstSystem);
        List<ReadingBatch[]> groups = [];
        List<ReadingBatch> group = [];
        for (var second = 0; readings > 0; second++)
        {
            for (var system = firstSystem; system < firstSystem + systems && readings > 0; system++)
            {
                group.Add(new ReadingBatch(collector, new SystemId($"machine-{system}"), second + 1, Second(system, start.AddSeconds(second), random)));
                readings -= Sensors * PerSecond;
                if (group.Count < BatchesOfGroup && readings > 0)
                    continue;
                groups.Add([.. group]);
                group.Clear();
            }
        }
        return groups;
    }

    private static Reading[] Second(int system, DateTimeOffset start, Random random)
    {
        var readings = new Reading[Sensors * PerSecond];
        for (var i = 0; i < readings.Length; i++)
        {
            readings[i] = new Reading(
                SensorId.Create(system, 1 + (i % Sensors)), start.AddMilliseconds(i / Sensors * (1000 / PerSecond)), 150 + random.NextDouble(), Quality.Good);
        }
        return readings;
    }
}
