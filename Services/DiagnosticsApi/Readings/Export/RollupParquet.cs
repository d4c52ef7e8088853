using Faultline.Contracts;
using Faultline.TimeSeries;
using Parquet.Schema;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>Rollups as Parquet: sensor, bucket (UTC, microseconds), minimum, maximum, mean, last (null without good readings), count, bad_count.</summary>
internal static class RollupParquet
{
    private static readonly string[] StatisticNames = ["minimum", "maximum", "mean", "last"];
    private static readonly string[] CountNames = ["count", "bad_count"];

    public static Task WriteAsync(
        Stream body, IAsyncEnumerable<RollupRow> rows, Dictionary<SensorId, string> names, CancellationToken cancellationToken)
    {
        var sensor = new DataField<string>("sensor", nullable: false);
        var bucket = new DateTimeDataField("bucket", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: false);
        DataField[] statistics = [.. StatisticNames.Select(name => new DataField<double?>(name))];
        DataField[] counts = [.. CountNames.Select(name => new DataField<long>(name))];
        var sensors = new string[ParquetFile.GroupRows];
        var buckets = new DateTime[ParquetFile.GroupRows];
        var numbers = Array.ConvertAll(statistics, _ => new double?[ParquetFile.GroupRows]);
        var sums = Array.ConvertAll(counts, _ => new long[ParquetFile.GroupRows]);

        return new ParquetFile([sensor, bucket, .. statistics, .. counts]).WriteAsync(
            body,
            rows,
            (place, row) =>
            {
                sensors[place] = names[row.Sensor];
                buckets[place] = row.Bucket.UtcDateTime;
                (numbers[0][place], numbers[1][place], numbers[2][place], numbers[3][place]) = (row.Minimum, row.Maximum, row.Mean, row.Last);
                (sums[0][place], sums[1][place]) = (row.Count, row.BadCount);
            },
            async (group, count) =>
            {
                await group.WriteAsync(sensor, new ArraySegment<string>(sensors, 0, count));
                await group.WriteAsync<DateTime>(bucket, buckets.AsMemory(0, count), cancellationToken: cancellationToken);
                for (var i = 0; i < statistics.Length; i++)
                    await group.WriteAsync<double>(statistics[i], numbers[i].AsMemory(0, count), cancellationToken: cancellationToken);
                for (var i = 0; i < counts.Length; i++)
                    await group.WriteAsync<long>(counts[i], sums[i].AsMemory(0, count), cancellationToken: cancellationToken);
            },
            cancellationToken);
    }
}
