using System.Net;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Readings;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Resources;

[Collection(ApiCollection.Name)]
public sealed class ReadingsTests(ApiFixture api)
{
    [Fact]
    public async Task Readings_OfTheLastHourByDefault_AreRaw()
    {
        var (system, now) = (await api.AddSystemAsync(), api.Clock.GetUtcNow());
        await api.StoreAsync(
            system, Plant.Reading(system, "PS1", now.AddMinutes(-61), 1), Plant.Reading(system, "PS1", now.AddMinutes(-59), 150),
            Plant.Reading(system, "PS1", now.AddSeconds(-1), 151, Quality.BadNoCommunication), Plant.Reading(system, "PS2", now.AddSeconds(-1), 2));

        var series = await SeriesAsync(system, "");

        Assert.Equal(($"{system.Id}.PS1", "bar", "raw", null), (series.SensorId, series.Unit, series.Resolution, series.BucketSeconds));
        Assert.Equal(
            [new PointView(now.AddMinutes(-59), 150, null, null, QualityClass.Good, 1), new PointView(now.AddSeconds(-1), 151, null, null, QualityClass.Bad, 1)],
            series.Points);
    }

    [Theory]
    [InlineData(60, "raw")]
    [InlineData(61, "1m")]
    [InlineData(14 * 24 * 60, "1m")]
    [InlineData((14 * 24 * 60) + 1, "1h")]
    public async Task Resolution_Auto_FollowsTheSpan(int minutes, string expected)
    {
        var (system, now) = (await api.AddSystemAsync(), api.Clock.GetUtcNow());

        var series = await SeriesAsync(system, $"?from={now.AddMinutes(-minutes).Query()}&to={now.Query()}");

        Assert.Equal(expected, series.Resolution);
        Assert.Empty(series.Points);
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("1m")]
    [InlineData("1h")]
    public async Task Resolution_Asked_IsTaken(string resolution)
    {
        var system = await api.AddSystemAsync();

        Assert.Equal(resolution, (await SeriesAsync(system, $"?resolution={resolution}")).Resolution);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(333)]
    public async Task MaxPoints_IsNeverPassedAndKeepsThePeaks(int maxPoints)
    {
        var (system, start) = (await api.AddSystemAsync(), api.Clock.GetUtcNow().AddMinutes(-10));
        await api.StoreAsync(system, [.. Enumerable.Range(0, 1000).Select(i => Plant.Reading(system, "PS1", start.AddMilliseconds(500 * i), i == 617 ? 199 : 100 + (i % 7)))]);

        var series = await SeriesAsync(system, $"?max_points={maxPoints}");

        Assert.InRange(series.Points.Count, 1, maxPoints);
        Assert.Equal((199.0, 100.0), (series.Points.Max(point => point.Maximum), series.Points.Min(point => point.Minimum)));
        Assert.Equal(1000, series.Points.Sum(point => point.Count));
        Assert.NotNull(series.BucketSeconds);
    }

    [Fact]
    public async Task Sensor_ByItsKey_IsTheSame()
    {
        var system = await api.AddSystemAsync();

        var series = await api.Viewer.GetAsync($"/api/sensors/{(system.Number * 4096) + 1}/readings").OkAsync<SeriesView>();

        Assert.Equal($"{system.Id}.PS1", series.SensorId);
    }

    [Theory]
    [InlineData("no-such-system.PS1")]
    [InlineData("PS1")]
    [InlineData("2147483647")]
    public async Task Sensor_Unknown_IsNamed(string id)
    {
        var problem = await api.Viewer.GetAsync($"/api/sensors/{id}/readings").ProblemAsync(HttpStatusCode.NotFound);

        Assert.Contains($"'{id}'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?resolution=2m", "resolution")]
    [InlineData("?max_points=1", "max_points")]
    [InlineData("?max_points=100001", "max_points")]
    [InlineData("?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("?from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("?to=0001-01-01T00:00:00Z", "from")]
    public async Task Parameter_OutsideItsRange_IsNamed(string query, string parameter)
    {
        var system = await api.AddSystemAsync();

        Assert.NotEmpty(await api.Viewer.GetAsync($"/api/sensors/{system.Id}.PS1/readings{query}").FaultAsync(parameter));
    }

    [Fact]
    public async Task Parameters_SeveralOutside_AreAllNamed()
    {
        var problem = await api.Viewer.GetAsync("/api/sensors/x/readings?resolution=2m&max_points=0&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
            .ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(["from", "max_points", "resolution"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Fact]
    public async Task Span_OfAllTime_IsAnswered()
    {
        var system = await api.AddSystemAsync();

        Assert.Equal("1h", (await SeriesAsync(system, "?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z")).Resolution);
    }

    private Task<SeriesView> SeriesAsync(SystemDefinition system, string query) =>
        api.Viewer.GetAsync($"/api/sensors/{system.Id}.PS1/readings{query}").OkAsync<SeriesView>();
}
