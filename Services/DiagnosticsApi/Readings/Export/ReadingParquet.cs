using Faultline.Contracts;
using Parquet.Schema;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>Readings as Parquet: sensor, time (UTC, microseconds), value, quality, quality_code, status_code, server_time (UTC, microseconds; null where the protocol has none).</summary>
internal static class ReadingParquet
{
    public static Task WriteAsync(
        Stream body, IAsyncEnumerable<Reading> readings, Dictionary<SensorId, string> names, CancellationToken cancellationToken)
    {
        var sensor = new DataField<string>("sensor", nullable: false);
        var time = new DateTimeDataField("time", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: false);
        var value = new DataField<double>("value");
        var quality = new DataField<string>("quality", nullable: false);
        var code = new DataField<int>("quality_code");
        var status = new DataField<uint>("status_code");
        var server = new DateTimeDataField("server_time", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: true);
        var sensors = new string[ParquetFile.GroupRows];
        var times = new DateTime[ParquetFile.GroupRows];
        var values = new double[ParquetFile.GroupRows];
        var qualities = new string[ParquetFile.GroupRows];
        var codes = new int[ParquetFile.GroupRows];
        var statuses = new uint[ParquetFile.GroupRows];
        var servers = new DateTime?[ParquetFile.GroupRows];

        return new ParquetFile(sensor, time, value, quality, code, status, server).WriteAsync(
            body,
            readings,
            (row, reading) =>
            {
                sensors[row] = names[reading.Sensor];
                times[row] = reading.SourceTime.UtcDateTime;
                values[row] = reading.Value;
                qualities[row] = QualityName.Of(reading.Quality);
                codes[row] = reading.Quality.Code;
                statuses[row] = reading.Quality.Status;
                servers[row] = reading.ServerTime?.UtcDateTime;
            },
            async (group, count) =>
            {
                await group.WriteAsync(sensor, new ArraySegment<string>(sensors, 0, count));
                await group.WriteAsync<DateTime>(time, times.AsMemory(0, count), cancellationToken: cancellationToken);
                await group.WriteAsync<double>(value, values.AsMemory(0, count), cancellationToken: cancellationToken);
                await group.WriteAsync(quality, new ArraySegment<string>(qualities, 0, count));
                await group.WriteAsync<int>(code, codes.AsMemory(0, count), cancellationToken: cancellationToken);
                await group.WriteAsync<uint>(status, statuses.AsMemory(0, count), cancellationToken: cancellationToken);
                await group.WriteAsync<DateTime>(server, servers.AsMemory(0, count), cancellationToken: cancellationToken);
            },
            cancellationToken);
    }
}
