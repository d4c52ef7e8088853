using System.Globalization;
using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Windows;

namespace Faultline.Scorer.Tests.Windows;

/// <summary>A machine that repeats one recorded cycle, polled each 20 ms by a collector whose requests and answers come late at random.</summary>
/// <param name="window">The recorded cycle.</param>
/// <param name="value">What a sensor (index 0..16) shows at a second of the cycle.</param>
internal sealed class RecordedMachine(CycleWindow window, Func<int, double, double> value)
{
    private static readonly string? Folder = FindFolder();
    // Columns a second of the full-rate file, which holds the sensors in index order.
    private static readonly int[] Rates = [100, 100, 100, 100, 100, 100, 100, 10, 10, 1, 1, 1, 1, 1, 1, 1, 1];

    public CycleWindow Cycle => window;

    /// <summary>Every <paramref name="stride"/>-th recorded cycle, each value held for its second; null without the data.</summary>
    public static IReadOnlyList<RecordedMachine>? Held(int stride)
    {
        if (Folder is null)
            return null;
        var recorded = RecordedCycles.Load(Folder);
        return [.. Enumerable.Range(0, recorded.Count / stride).Select(i => recorded.Window(i * stride))
            .Select(cycle => new RecordedMachine(cycle, (sensor, second) => cycle.Sensor(sensor)[(int)second]))];
    }

    /// <summary>The cycles recorded at 100 Hz, whose values flow from second to second; null without the data.</summary>
    public static IReadOnlyList<RecordedMachine>? Flowing() => Folder is null
        ? null
        : [.. File.ReadLines(Path.Combine(Folder, "full_rate_9_cycles", "cycles.csv")).Skip(1).Select(FromLine)];

    /// <summary>Readings of <paramref name="seconds"/> seconds from a phase of the cycle on.</summary>
    /// <param name="phase">Second of the cycle at the start.</param>
    /// <param name="delay">Mean of the time a request and its answer take together; each of the two is drawn from an exponential distribution.</param>
    /// <param name="random">Source of the delays.</param>
    /// <param name="seconds">How long.</param>
    public IEnumerable<Reading> Readings(double phase, TimeSpan delay, Random random, double seconds)
    {
        double answered = 0;
        for (var poll = 0; poll < seconds * 50; poll++)
        {
            // A poll that is overdue by the next one is left out, unless the slow sensors are due with it.
            var asked = Math.Max(poll / 50.0, answered + 1e-6);
            if (asked - (poll / 50.0) > 0.02 && poll % 50 != 0)
                continue;
            var measured = asked + Late(random, delay);
            answered = measured + Late(random, delay);
            foreach (var sensor in HydraulicRig.Sensors.Where(sensor => poll % (int)(sensor.SampleInterval.TotalMilliseconds / 20) == 0))
            {
                yield return new Reading(
                    Machine.Definition.IdOf(sensor), Machine.At(answered), value(sensor.Ordinal - 1, (measured + phase) % RigLayout.Seconds), Quality.Good);
            }
        }
    }

    private static double Late(Random random, TimeSpan delay) => delay.TotalSeconds / 2 * -Math.Log(1 - random.NextDouble());

    private static RecordedMachine FromLine(string line)
    {
        var row = Array.ConvertAll(line.Split(','), text => double.Parse(text, CultureInfo.InvariantCulture));
        var first = new int[Rates.Length];
        for (var i = 1; i < first.Length; i++)
            first[i] = first[i - 1] + (Rates[i - 1] * RigLayout.Seconds);
        var means = new double[RigLayout.Values];
        for (var i = 0; i < means.Length; i++)
        {
            var sensor = i / RigLayout.Seconds;
            means[i] = row.AsSpan(first[sensor] + (i % RigLayout.Seconds * Rates[sensor]), Rates[sensor]).ToArray().Average();
        }
        return new RecordedMachine(CycleWindow.FromValues(means), (sensor, second) => row[first[sensor] + (int)(second * Rates[sensor])]);
    }

    private static string? FindFolder()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Aspire.sln")))
            root = root.Parent;
        var folder = root is null ? null : Path.Combine(root.FullName, "..", "shared", "data", "hydraulic");
        return Directory.Exists(folder) ? folder : null;
    }
}
