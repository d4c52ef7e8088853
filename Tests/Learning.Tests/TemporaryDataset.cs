using System.Globalization;
using System.IO.Compression;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Tests;

/// <summary>A small data set in the UCI format in a temporary folder: sensor s of cycle c has the value 100·s + c + column / 1000.</summary>
internal sealed class TemporaryDataset : IDisposable
{
    public TemporaryDataset(int cycles, int columns = 60)
    {
        Folder = Directory.CreateTempSubdirectory("faultline-data-").FullName;
        for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            int s = sensor;
            Write(RigLayout.SensorNames[sensor] + ".txt", Enumerable.Range(0, cycles).Select(c => string.Join('\t', Enumerable.Range(0, columns)
                .Select(k => ((100 * s) + c + (k / 1000.0)).ToString(CultureInfo.InvariantCulture)))));
        }

        Write("profile.txt", Enumerable.Range(0, cycles).Select(c => c < cycles / 2 ? "3\t100\t0\t130\t1" : "20\t90\t2\t90\t0"));
    }

    public string Folder { get; }

    public void Write(string name, IEnumerable<string> lines) => File.WriteAllText(Path.Combine(Folder, name), string.Join('\n', lines) + "\n");

    public void Compress(string name)
    {
        string path = Path.Combine(Folder, name);
        using (var zip = new GZipStream(File.Create(path + ".gz"), CompressionLevel.Fastest))
            zip.Write(File.ReadAllBytes(path));
        File.Delete(path);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
