using System.Globalization;
using System.IO.Compression;
using Faultline.Learning.Windows;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Labels;

/// <summary>
/// Labels as training data: a zip with the folder layout of the UCI data set (doi:10.24432/C5CW21), which Trainer reads: a file a sensor with 60 tab-separated means a row,
/// profile.txt (cooler, valve, pump, accumulator; whether conditions were stable nobody has said), runs.txt, and labels.csv, which says who labelled what.
/// </summary>
internal static class LabelExport
{
    /// <summary>Most labels of an export: some 30 MB; of more, the first by system and time.</summary>
    public const int MaxLabels = 10_000;

    // A zip's times begin with 1980; an export without labels has this one.
    private static readonly DateTimeOffset Oldest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Writes the zip; the stream must be readable from its start afterwards. The same labels give the same bytes: the files' time, which Trainer notes in the model, is that
    /// of the newest label (UTC, to the two seconds that a zip can tell).
    /// </summary>
    public static void Write(IReadOnlyList<PredictionLabel> labels, Stream stream)
    {
        var time = labels.Select(label => label.LabelledAt).Append(Oldest).Max().ToUniversalTime();
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        for (var sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            var first = sensor * RigLayout.Seconds;
            WriteFile(zip, time, $"{RigLayout.SensorNames[sensor]}.txt", labels.Select(label => string.Join('\t', label.Means.Skip(first).Take(RigLayout.Seconds).Select(Text))));
        }
        WriteFile(zip, time, "profile.txt", labels.Select(label => string.Join('\t', label.Conditions.Select(level => level.ToString(CultureInfo.InvariantCulture)))));
        WriteFile(zip, time, "runs.txt", LabelRuns.Of(labels).Select(run => run.ToString(CultureInfo.InvariantCulture)));
        WriteFile(zip, time, "labels.csv", labels.Select(Row).Prepend("prediction_id,system_id,window_end,verdict,labelled_at,labelled_by,comment"));
    }

    private static string Row(PredictionLabel label) => string.Join(
        ',', label.PredictionId, label.SystemId, Text(label.WindowEnd), label.IsRight ? "right" : "wrong", Text(label.LabelledAt), Quoted(label.LabelledBy), Quoted(label.Comment));

    private static void WriteFile(ZipArchive zip, DateTimeOffset time, string name, IEnumerable<string> lines)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = time;
        using var writer = new StreamWriter(entry.Open()) { NewLine = "\n" };
        foreach (var line in lines)
            writer.WriteLine(line);
    }

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    // RFC 4180 §2; a leading =, +, - or @ would be a formula to a spreadsheet.
    private static string Quoted(string text) => $"\"{(text is ['=' or '+' or '-' or '@', ..] ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
