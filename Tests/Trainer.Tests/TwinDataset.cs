using System.Globalization;
using Faultline.Contracts;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;

namespace Faultline.Trainer.Tests;

/// <summary>Cycles of the rig's twin in the UCI format: every third level combination, some cycles each, so that no recorded data is needed.</summary>
internal sealed class TwinDataset : IDisposable
{
    public TwinDataset(int cyclesPerSetting, int step)
    {
        var twin = RigTwin.LoadEmbedded();
        var windows = new List<CycleWindow>();
        var profile = new List<string>();
        int index = 0;
        foreach (double cooler in ComponentClasses.Of(Component.Cooler))
        {
            foreach (double valve in ComponentClasses.Of(Component.Valve))
            {
                foreach (double pump in ComponentClasses.Of(Component.Pump))
                {
                    foreach (double accumulator in ComponentClasses.Of(Component.Accumulator))
                    {
                        if (index++ % step != 0)
                            continue;
                        for (int i = 0; i < cyclesPerSetting; i++)
                        {
                            windows.Add(twin.Cycle(new RigCondition(cooler, valve, pump, accumulator), windows.Count));
                            profile.Add(string.Create(CultureInfo.InvariantCulture, $"{cooler}\t{valve}\t{pump}\t{accumulator}\t0"));
                        }
                    }
                }
            }
        }

        Cycles = windows.Count;
        for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
            Write(RigLayout.SensorNames[sensor], windows.Select(window => Line(window.Sensor(sensor))));
        Write("profile", profile);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("faultline-twin-").FullName;

    public int Cycles { get; }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Line(ReadOnlySpan<double> values) =>
        string.Join('\t', values.ToArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    private void Write(string name, IEnumerable<string> lines) => File.WriteAllLines(PathOf(name + ".txt"), lines);
}
