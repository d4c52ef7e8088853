using System.Globalization;
using Faultline.Learning.Data;
using Faultline.Learning.Trees;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;

namespace Faultline.Benchmarks.Scenarios;

/// <summary>Labelled cycles of the twin, every combination of levels eight times.</summary>
internal static class TwinCycles
{
    private const int Settings = 144;
    private const int Repeats = 8;

    /// <summary>Writes the cycles to a folder in the UCI layout, loads them and clears up.</summary>
    public static RecordedCycles Load()
    {
        var folder = Directory.CreateTempSubdirectory("faultline-bench-").FullName;
        try
        {
            var windows = Windows().ToArray();
            for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
            {
                int own = sensor;
                File.WriteAllLines(Path.Combine(folder, RigLayout.SensorNames[sensor] + ".txt"), windows.Select(window => string.Join(
                    '\t', window.Sensor(own).ToArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture)))));
            }

            File.WriteAllLines(Path.Combine(folder, "profile.txt"), Enumerable.Range(0, windows.Length).Select(i => LabelsOf(ScoreScenario.ConditionOf(i / Repeats))));
            return RecordedCycles.Load(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Features of the cycles for tree ensembles.</summary>
    public static float[][] Features() => [.. Windows().Select(window =>
    {
        var features = new float[SegmentFeatures.Count];
        SegmentFeatures.Fill(window.Values, features);
        return features;
    })];

    private static IEnumerable<CycleWindow> Windows()
    {
        var twin = RigTwin.LoadEmbedded();
        return Enumerable.Range(0, Settings * Repeats).Select(i => twin.Cycle(ScoreScenario.ConditionOf(i / Repeats), i));
    }

    private static string LabelsOf(RigCondition condition) => FormattableString.Invariant(
        $"{condition.CoolerPercent}\t{condition.ValvePercent}\t{condition.PumpLeakage}\t{condition.AccumulatorBar}\t0");
}
