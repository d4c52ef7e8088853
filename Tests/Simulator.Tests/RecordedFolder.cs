using System.Globalization;
using Faultline.Contracts;

namespace Faultline.Simulator.Tests;

/// <summary>A small folder in the UCI format: PS1 at 100 Hz, FS1 at 10 Hz, the others at 1 Hz; value = 1000 × row + second (+ hundredths).</summary>
internal sealed class RecordedFolder : IDisposable
{
    public RecordedFolder(int cycles)
    {
        Directory.CreateDirectory(Folder);
        foreach (var sensor in HydraulicRig.Sensors)
        {
            var rate = sensor.Name switch { "PS1" => 100, "FS1" => 10, _ => 1 };
            File.WriteAllLines(Path.Combine(Folder, sensor.Name + ".txt"), Enumerable.Range(0, cycles).Select(row => string.Join(
                '\t', Enumerable.Range(0, 60 * rate).Select(i => ((1000 * row) + ((double)i / rate)).ToString("0.00", CultureInfo.InvariantCulture)))));
        }
        File.WriteAllLines(
            Path.Combine(Folder, "profile.txt"), Enumerable.Range(0, cycles).Select(row => $"{(row % 2 == 0 ? 100 : 20)}\t90\t{row % 3}\t115\t{row % 2}"));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("faultline-recorded-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
