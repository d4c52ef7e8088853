using System.Security.Cryptography;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Data;

/// <summary>
/// Recorded load cycles in the UCI format (doi:10.24432/C5CW21): one file a sensor, one row a cycle, 60, 600 or 6000 columns, which
/// are reduced to 60 one-second means. Immutable; safe for concurrent use.
/// </summary>
public sealed class RecordedCycles
{
    private readonly SensorTable[] sensors;
    private readonly CycleLabels[] labels;
    private readonly int[] runs;

    private RecordedCycles(SensorTable[] sensors, CycleLabels[] labels, bool hasStableFlag, int[] runs, string dataHash, DateTimeOffset modifiedAt)
    {
        this.sensors = sensors;
        this.labels = labels;
        HasStableFlag = hasStableFlag;
        this.runs = runs;
        DataHash = dataHash;
        ModifiedAt = modifiedAt;
    }

    /// <summary>Number of cycles, at least 1.</summary>
    public int Count => sensors[0].Cycles;

    /// <summary>False when the folder has no profile.txt; <see cref="Labels"/> and <see cref="Runs"/> are empty then.</summary>
    public bool HasLabels => labels.Length > 0;

    /// <summary>
    /// Whether every row of profile.txt says if static conditions were reached. Where one does not, as in labels of operators, all cycles are learned from as if they had
    /// been, and nothing can be said of how well the flag is predicted.
    /// </summary>
    public bool HasStableFlag { get; }

    /// <summary>The labels of each cycle.</summary>
    public IReadOnlyList<CycleLabels> Labels => labels;

    /// <summary>
    /// The run of each cycle: from runs.txt, else derived from contiguous label changes. Cycles of one run are near-copies of each
    /// other, so a split must never have one run on both sides.
    /// </summary>
    public IReadOnlyList<int> Runs => runs;

    /// <summary>SHA-256 (lower-case hex) over the SHA-256 of each file's unpacked bytes: sensors in index order, profile, runs.</summary>
    public string DataHash { get; }

    /// <summary>When the newest of the sensors' files was written, UTC.</summary>
    public DateTimeOffset ModifiedAt { get; }

    /// <summary>
    /// Loads a folder, searching it recursively for NAME.txt, NAME.tsv (or .gz of these) of the 17 sensors, profile and runs; where a
    /// file is there more than once, the one nearest to the folder is taken.
    /// </summary>
    /// <param name="folder">Folder to search.</param>
    /// <param name="keepFullRate">Also keep 10 and 100 Hz columns, for <see cref="Samples"/> (4 bytes a sample; 370 MB for all of UCI).</param>
    /// <param name="requireLabels">Whether a folder without profile.txt is an error.</param>
    /// <exception cref="DatasetException">A file is missing, damaged or of another shape; the message names file, row and column.</exception>
    public static RecordedCycles Load(string folder, bool keepFullRate = false, bool requireLabels = true)
    {
        var files = DatasetFiles.Find(folder);
        if (requireLabels && files.Profile is null)
            throw new DatasetException($"{folder}: no profile.txt with the labels");
        var sensors = new SensorTable[RigLayout.Sensors];
        try
        {
            Parallel.For(0, sensors.Length, i => sensors[i] = SensorTable.Load(files.Sensors[i], keepFullRate));
        }
        catch (AggregateException e) when (e.InnerExceptions.FirstOrDefault(inner => inner is DatasetException) is { } fault)
        {
            throw new DatasetException(fault.Message, e);
        }

        for (int i = 0; i < sensors.Length; i++)
            RequireSameCount(files.Sensors[i], sensors[i].Cycles, files.Sensors[0], sensors[0].Cycles);
        var hashes = sensors.Select(sensor => sensor.Hash).ToList();
        CycleLabels[] labels = [];
        bool hasStableFlag = false;
        int[] runs = [];
        if (files.Profile is not null)
        {
            (labels, hasStableFlag, var hash) = ProfileTable.LoadLabels(files.Profile);
            hashes.Add(hash);
            RequireSameCount(files.Profile, labels.Length, files.Sensors[0], sensors[0].Cycles);
            runs = ProfileTable.DeriveRuns(labels);
            if (files.Runs is not null)
            {
                (runs, hash) = ProfileTable.LoadRuns(files.Runs);
                hashes.Add(hash);
                RequireSameCount(files.Runs, runs.Length, files.Sensors[0], sensors[0].Cycles);
            }
        }

        byte[] all = [.. hashes.SelectMany(hash => hash)];
        return new RecordedCycles(
            sensors, labels, hasStableFlag, runs, Convert.ToHexStringLower(SHA256.HashData(all)), files.Sensors.Max(path => File.GetLastWriteTimeUtc(path)));
    }

    /// <summary>The 60 one-second means of a sensor (index 0..16) in a cycle (0-based), in the sensor's physical unit.</summary>
    public ReadOnlySpan<double> Values(int cycle, int sensor) =>
        sensors[sensor].Means.AsSpan(cycle * RigLayout.Seconds, RigLayout.Seconds);

    /// <summary>Samples a second that <see cref="Samples"/> has for a sensor: 1, or the file's 10 or 100 when kept.</summary>
    public int SamplesPerSecond(int sensor) => sensors[sensor].Samples is null ? 1 : sensors[sensor].Rate;

    /// <summary>The columns at the recorded rate, 60 × <see cref="SamplesPerSecond"/> values; the means where no others were kept.</summary>
    public float[] Samples(int cycle, int sensor)
    {
        int columns = RigLayout.Seconds * SamplesPerSecond(sensor);
        return sensors[sensor].Samples is { } samples
            ? samples.AsSpan(cycle * columns, columns).ToArray()
            : Array.ConvertAll(Values(cycle, sensor).ToArray(), value => (float)value);
    }

    /// <summary>The cycle as a scoring window in canonical phase.</summary>
    public CycleWindow Window(int cycle)
    {
        var values = new double[RigLayout.Values];
        for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
            Values(cycle, sensor).CopyTo(values.AsSpan(sensor * RigLayout.Seconds));
        return CycleWindow.FromValues(values);
    }

    private static void RequireSameCount(string file, int rows, string other, int otherRows)
    {
        if (rows != otherRows)
            throw new DatasetException($"{file} has {rows} rows, {other} has {otherRows}: every file has one row a cycle");
    }
}
