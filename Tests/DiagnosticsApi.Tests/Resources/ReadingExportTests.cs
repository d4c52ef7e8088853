using System.Globalization;
using System.Net;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Readings;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Parquet;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Resources;

/// <summary>Files of readings, and their pages.</summary>
[Collection(ApiCollection.Name)]
public sealed class ReadingExportTests(ApiFixture api)
{
    [Fact]
    public async Task Csv_HasEveryReading_InOrder_WithItsQuality()
    {
        var (system, start) = await FilledAsync(300);

        using var answer = await api.Viewer.GetAsync(Export(system, start, "PS1", "PS2"));
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith(".csv", answer.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        Assert.Equal("sensor,time,value,quality,quality_code,status_code,server_time", lines[0]);
        Assert.Equal("", lines[^1]);
        Assert.Equal(600, lines.Length - 2);
        for (var i = 0; i < 600; i++)
        {
            var fields = lines[i + 1].Split(',');
            var at = i % 300;
            Assert.Equal($"{system.Id}.{(i < 300 ? "PS1" : "PS2")}", fields[0]);
            Assert.Equal(start.AddSeconds(at), DateTimeOffset.Parse(fields[1], CultureInfo.InvariantCulture));
            Assert.Equal(Value(at), double.Parse(fields[2], CultureInfo.InvariantCulture));
            Assert.Equal(at % 10 == 0 ? "bad" : "good", fields[3]);
        }
    }

    [Fact]
    public async Task Parquet_OfSeveralRowGroups_ReadsBackTheSame()
    {
        const int Count = ParquetFile.GroupRows + 1234;
        var (system, start) = await FilledAsync(Count, milliseconds: 20);

        using var answer = await api.Viewer.GetAsync(Export(system, start, "PS1") + "&format=parquet");
        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
        await using var reader = await ParquetReader.CreateAsync(file);

        Assert.Equal("application/vnd.apache.parquet", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["sensor", "time", "value", "quality", "quality_code", "status_code", "server_time"], reader.Schema.DataFields.Select(field => field.Name));
        Assert.Equal(2, reader.RowGroupCount);
        var row = 0;
        for (var number = 0; number < reader.RowGroupCount; number++)
        {
            using var group = reader.OpenRowGroupReader(number);
            var times = new DateTime[group.RowCount];
            var values = new double[group.RowCount];
            await group.ReadAsync<DateTime>(reader.Schema.DataFields[1], times);
            await group.ReadAsync<double>(reader.Schema.DataFields[2], values);
            for (var i = 0; i < times.Length; i++, row++)
            {
                Assert.Equal(start.AddMilliseconds(20 * row).UtcDateTime, times[i]);
                Assert.Equal(Value(row), values[i]);
            }
        }
        Assert.Equal(Count, row);
    }

    [Fact]
    public async Task Rollups_AreExported_WithTheirStatistics()
    {
        var (system, start) = await FilledAsync(600);
        await api.Database.RollUpAsync();

        using var csv = await api.Viewer.GetAsync(Export(system, start.AddHours(-1), "PS1") + "&resolution=1m");
        using var parquet = await api.Viewer.GetAsync(Export(system, start.AddHours(-1), "PS1") + "&resolution=1m&format=parquet");

        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("sensor,bucket,minimum,maximum,mean,last,count,bad_count", lines[0]);
        Assert.Equal(600, lines.Skip(1).Sum(line => int.Parse(line.Split(',')[6], CultureInfo.InvariantCulture)));
        using var file = new MemoryStream(await parquet.Content.ReadAsByteArrayAsync());
        await using var reader = await ParquetReader.CreateAsync(file);
        using var group = reader.OpenRowGroupReader(0);
        Assert.Equal(lines.Length - 1, group.RowCount);
    }

    [Fact]
    public async Task Pages_FollowTheCursor_ToTheEnd()
    {
        var (system, start) = await FilledAsync(250);
        List<ReadingView> all = [];
        for (string? cursor = null; ;)
        {
            var page = await api.Viewer.GetAsync(
                $"/api/sensors/{system.Id}.PS1/readings/page?from={start.Query()}&to={start.AddHours(1).Query()}&limit=100{(cursor is null ? "" : "&cursor=" + cursor)}").OkAsync<PageView>();
            all.AddRange(page.Readings);
            if ((cursor = page.Next) is null)
                break;
        }

        Assert.Equal(Enumerable.Range(0, 250).Select(i => (start.AddSeconds(i), Value(i))), all.Select(reading => (reading.Time, reading.Value)));
    }

    [Fact]
    public async Task OpcUaReading_HasStatusAndServerTime_InEveryForm()
    {
        var system = await api.AddSystemAsync();
        var start = new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);
        var server = start.AddMicroseconds(1234);
        Reading[] readings =
        [
            Plant.Reading(system, "PS1", start, 1, Quality.OfStatus(0x808C0480)) with { ServerTime = server }, Plant.Reading(system, "PS1", start.AddSeconds(1), 2),
        ];
        await api.StoreAsync(system, readings);

        var page = await api.Viewer.GetAsync($"/api/sensors/{system.Id}.PS1/readings/page?from={start.Query()}&to={start.AddHours(1).Query()}").OkAsync<PageView>();
        using var csv = await api.Viewer.GetAsync(Export(system, start, "PS1"));
        using var parquet = await api.Viewer.GetAsync(Export(system, start, "PS1") + "&format=parquet");

        Assert.Equal([(0x808C0480u, server), (0u, (DateTimeOffset?)null)], page.Readings.Select(reading => (reading.StatusCode, reading.ServerTime)));
        Assert.Equal(["2156659840,2026-05-06T07:08:09.0012340Z", "0,"], (await csv.Content.ReadAsStringAsync()).Split("\r\n")[1..3].Select(line => line.Split(',', 6)[5]));
        await AssertColumnsAsync(await parquet.Content.ReadAsByteArrayAsync(), [0x808C0480, 0], [server.UtcDateTime, null]);
    }

    [Fact]
    public async Task SeveralSensors_ComeInOneAnswer_TheirLatestToo()
    {
        var (system, start) = await FilledAsync(50);

        var series = await api.Viewer.GetAsync($"/api/readings?sensors={system.Id}.PS2,{system.Id}.PS1&from={start.Query()}&max_points=20").OkAsync<List<SeriesView>>();
        var latest = await api.Viewer.GetAsync($"/api/readings/latest?sensors={system.Id}.PS1,{system.Id}.PS2,{system.Id}.PS3").OkAsync<List<LatestView>>();

        Assert.Equal([$"{system.Id}.PS2", $"{system.Id}.PS1"], series.Select(one => one.SensorId));
        Assert.All(series, one => Assert.InRange(one.Points.Count, 2, 20));
        Assert.Equal([(start.AddSeconds(49), Value(49)), (start.AddSeconds(49), Value(49))], latest.Select(one => (one.Time, one.Value)));
    }

    [Theory]
    [InlineData("/api/readings/export", "sensors")]
    [InlineData("/api/readings/export?sensors=nobody.PS1", "sensors")]
    [InlineData("/api/readings/export?sensors=8193&resolution=auto", "resolution")]
    [InlineData("/api/readings/export?sensors=8193&format=xls", "format")]
    [InlineData("/api/readings?sensors=,", "sensors")]
    [InlineData("/api/readings?sensors=8193&max_points=1", "max_points")]
    [InlineData("/api/sensors/8193/readings/page?cursor=abc", "cursor")]
    [InlineData("/api/sensors/8193/readings/page?limit=50001", "limit")]
    public async Task Faults_AreNamed(string path, string parameter)
    {
        using var answer = await api.Viewer.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"{parameter}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task AssertColumnsAsync(byte[] parquet, uint[] statuses, DateTime?[] servers)
    {
        using var file = new MemoryStream(parquet);
        await using var reader = await ParquetReader.CreateAsync(file);
        using var group = reader.OpenRowGroupReader(0);
        var (status, server) = (new uint[group.RowCount], new DateTime?[group.RowCount]);
        await group.ReadAsync<uint>(reader.Schema.DataFields[5], status);
        await group.ReadAsync<DateTime>(reader.Schema.DataFields[6], server);
        Assert.Equal(statuses, status);
        Assert.Equal(servers, server);
    }

    private static double Value(int i) => 100 + (i / 7.0);

    private static string Export(SystemDefinition system, DateTimeOffset start, params string[] sensors) =>
        $"/api/readings/export?sensors={string.Join(',', sensors.Select(sensor => $"{system.Id}.{sensor}"))}&from={start.Query()}&to={start.AddHours(3).Query()}";

    private async Task<(SystemDefinition System, DateTimeOffset Start)> FilledAsync(int count, int milliseconds = 1000)
    {
        var system = await api.AddSystemAsync();
        var start = api.Clock.GetUtcNow().AddMinutes(-30);
        await api.StoreAsync(system, [.. from name in new[] { "PS1", "PS2" }
                                         from i in Enumerable.Range(0, count)
                                         select Plant.Reading(system, name, start.AddMilliseconds(milliseconds * i), Value(i), i % 10 == 0 ? Quality.Bad : null)]);
        return (system, start);
    }
}
