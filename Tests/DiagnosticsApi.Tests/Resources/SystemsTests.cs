using System.Net;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Systems;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Resources;

[Collection(ApiCollection.Name)]
public sealed class SystemsTests(ApiFixture api)
{
    [Fact]
    public async Task System_New_StandsWithoutReadingsAlarmsAndPrediction()
    {
        var system = await api.AddSystemAsync();

        var view = await api.Viewer.GetAsync($"/api/systems/{system.Id}").OkAsync<SystemView>();

        Assert.Equal(new SystemView(system.Id, system.Number, system.Name, 60, null, new AlarmCounts(0, 0, 0, 0), null), view);
        Assert.Contains(view, await api.Viewer.GetAsync("/api/systems").OkAsync<List<SystemView>>());
    }

    [Fact]
    public async Task System_Running_ShowsLastReadingAlarmsAndNewestPrediction()
    {
        var system = await api.AddSystemAsync();
        var now = api.Clock.GetUtcNow();
        await api.StoreAsync(system, Plant.Reading(system, "PS1", now.AddSeconds(-1), 150), Plant.Reading(system, "PS2", now, 120));
        await api.Database.Get<AlarmStore>().AppendAsync(Plant.Raised(system, "PS1", now));
        var newest = Plant.Prediction(system, now);
        await api.Database.Get<PredictionStore>().AddAsync(Plant.Prediction(system, now.AddSeconds(-1)));
        await api.Database.Get<PredictionStore>().AddAsync(newest);
        await api.Database.Get<PredictionStore>().AddAsync(Plant.Prediction(system, now.AddSeconds(1), PredictionSource.Request));

        var view = await api.Viewer.GetAsync($"/api/systems/{system.Id}").OkAsync<SystemView>();

        Assert.Equal(now, view.LastReadingAt);
        Assert.Equal(new AlarmCounts(1, 0, 0, 0), view.ActiveAlarms);
        Assert.Equal(newest.Id, view.LatestPrediction?.Id);
    }

    [Fact]
    public async Task System_Answer_IsInSnakeCase()
    {
        var system = await api.AddSystemAsync();

        var json = await api.Viewer.GetAsync($"/api/systems/{system.Id}").OkAsync<JsonElement>();

        Assert.Equal(
            ["id", "number", "name", "cycle_seconds", "last_reading_at", "active_alarms", "latest_prediction"],
            json.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Sensors_ComeInTheirOrderWithLimitsAndNewestValue()
    {
        var system = await api.AddSystemAsync();
        var now = api.Clock.GetUtcNow();
        await api.StoreAsync(
            system, Plant.Reading(system, "PS1", now.AddSeconds(-1), 149), Plant.Reading(system, "PS1", now, 151.5),
            Plant.Reading(system, "TS1", now, 44, Quality.BadSensorFailure));

        var sensors = await api.Viewer.GetAsync($"/api/systems/{system.Id}/sensors").OkAsync<List<SensorView>>();

        Assert.Equal(HydraulicRig.Sensors.Select(sensor => sensor.Name), sensors.Select(sensor => sensor.Name));
        var first = sensors[0];
        Assert.Equal(($"{system.Id}.PS1", system.Number * 4096 + 1, "bar", 20.0), (first.Id, first.Key, first.Unit, first.SampleIntervalMs));
        Assert.Equal((200.0, 195.0, 2.0), (first.Limits.HighHigh!.Value, first.Limits.High!.Value, first.Limits.Deadband));
        Assert.Equal((151.5, QualityClass.Good, now), (first.Latest!.Value, first.Latest.Quality, first.Latest.Time));
        Assert.Null(sensors[1].Latest);
        Assert.Equal(QualityClass.Bad, sensors.Single(sensor => sensor.Name == "TS1").Latest?.Quality);
    }

    [Theory]
    [InlineData("/api/systems/no-such-system")]
    [InlineData("/api/systems/no-such-system/sensors")]
    [InlineData("/api/systems/no-such-system/predictions")]
    public async Task System_Unknown_IsNamed(string path)
    {
        var problem = await api.Viewer.GetAsync(path).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Contains("'no-such-system'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
