using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Models;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Tests;

/// <summary>Cycles of the rig's twin as a training set: every second combination of levels, two cycles each.</summary>
internal static class SyntheticCycles
{
    public static TrainingSet Make() => new(Load());

    public static RecordedCycles Load()
    {
        var twin = RigTwin.LoadEmbedded();
        var windows = new List<CycleWindow>();
        var profile = new List<string>();
        for (int combination = 0; combination < StateDesign.Combinations; combination += 2)
        {
            int[] levels = StateDesign.Levels[combination];
            double[] values = [.. ComponentClasses.All.Select(component => ComponentClasses.Of(component)[levels[(int)component]])];
            for (int i = 0; i < 2; i++)
            {
                windows.Add(twin.Cycle(new RigCondition(values[0], values[1], values[2], values[3]), windows.Count));
                profile.Add(FormattableString.Invariant($"{values[0]}\t{values[1]}\t{values[2]}\t{values[3]}\t{(combination / 2) % 2}"));
            }
        }

        using var dataset = new TemporaryDataset(1);
        for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            int own = sensor;
            dataset.Write(RigLayout.SensorNames[sensor] + ".txt", windows.Select(window => string.Join('\t', window.Sensor(own).ToArray()
                .Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))));
        }

        dataset.Write("profile.txt", profile);
        return RecordedCycles.Load(dataset.Folder);
    }
}
