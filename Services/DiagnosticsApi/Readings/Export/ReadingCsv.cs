using System.IO.Pipelines;
using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>Readings or rollups as CSV with a header line. An absent statistic is an empty field.</summary>
internal static class ReadingCsv
{
    /// <summary>Bytes gathered before they are sent.</summary>
    private const int FlushBytes = 32 * 1024;

    public static Task WriteAsync(
        Stream body, IAsyncEnumerable<Reading> readings, Dictionary<SensorId, string> names, CancellationToken cancellationToken) =>
        WriteAsync(body, "sensor,time,value,quality,quality_code,status_code,server_time\r\n"u8.ToArray(), readings, (target, reading) => Append(target, reading, names), cancellationToken);

    public static Task WriteAsync(
        Stream body, IAsyncEnumerable<RollupRow> rows, Dictionary<SensorId, string> names, CancellationToken cancellationToken) =>
        WriteAsync(body, "sensor,bucket,minimum,maximum,mean,last,count,bad_count\r\n"u8.ToArray(), rows, (target, row) => Append(target, row, names), cancellationToken);

    private static async Task WriteAsync<T>(
        Stream body, byte[] header, IAsyncEnumerable<T> rows, Action<PipeWriter, T> append, CancellationToken cancellationToken)
    {
        var target = PipeWriter.Create(body, new StreamPipeWriterOptions(leaveOpen: true));
        await target.WriteAsync(header, cancellationToken);
        await foreach (var row in rows)
        {
            append(target, row);
            if (target.UnflushedBytes >= FlushBytes)
                await target.FlushAsync(cancellationToken);
        }
        await target.FlushAsync(cancellationToken);
        await target.CompleteAsync();
    }

    private static void Append(PipeWriter target, Reading reading, Dictionary<SensorId, string> names)
    {
        var line = new CsvLine(target);
        line.Text(names[reading.Sensor]);
        line.Time(reading.SourceTime);
        line.Number(reading.Value);
        line.Text(QualityName.Of(reading.Quality));
        line.Number((long)reading.Quality.Code);
        line.Number((long)reading.Quality.Status);
        line.Time(reading.ServerTime);
        line.End();
    }

    private static void Append(PipeWriter target, RollupRow row, Dictionary<SensorId, string> names)
    {
        var line = new CsvLine(target);
        line.Text(names[row.Sensor]);
        line.Time(row.Bucket);
        line.Number(row.Minimum);
        line.Number(row.Maximum);
        line.Number(row.Mean);
        line.Number(row.Last);
        line.Number(row.Count);
        line.Number(row.BadCount);
        line.End();
    }
}
