using System.Net;
using System.Text.Json.Nodes;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Resources;

/// <summary>Scoring on request, through the real scorer and its committed model.</summary>
[Collection(ApiCollection.Name)]
public sealed class PredictTests(ApiFixture api)
{
    [Fact]
    public async Task Predict_AWornPump_IsScoredStoredAndReturned()
    {
        var system = await api.AddSystemAsync();

        var answered = await PostAsync(system.Id.Value, Window(RigCondition.Healthy with { PumpLeakage = 2 })).OkAsync<Prediction>();

        Assert.Equal((system.Id, PredictionSource.Request, 1.0), (answered.SystemId, answered.Source, answered.Coverage));
        var pump = answered.Components.Single(component => component.Component == Component.Pump);
        Assert.Equal((2.0, 1.0), (pump.Condition, pump.Wear));
        Assert.All(answered.Components, component => Assert.Equal(1, component.Probabilities.Sum(), 6));
        var stored = await api.Database.Get<PredictionStore>().LatestAsync(system.Id, PredictionSource.Request);
        Assert.Equal(answered.Id, stored?.Id);
        Assert.Equal(pump.Probabilities, stored!.Components[2].Probabilities);
        Assert.Null(await api.Database.Get<PredictionStore>().LatestAsync(system.Id));
    }

    [Fact]
    public async Task Predict_AFaultyWindow_NamesSensorAndIndexAndStoresNothing()
    {
        var system = await api.AddSystemAsync();
        var window = Window(RigCondition.Healthy);
        window["PS1"]![3] = "high";
        window.Remove("SE");

        var problem = await PostAsync(system.Id.Value, window).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal("PS1[3] is high, not a finite number.", problem.GetProperty("errors").GetProperty("window.PS1")[0].GetString());
        Assert.Equal("SE is missing.", problem.GetProperty("errors").GetProperty("window.SE")[0].GetString());
        Assert.Null(await api.Database.Get<PredictionStore>().LatestAsync(system.Id, PredictionSource.Request));
    }

    [Fact]
    public async Task Predict_SensorsWithAStart_KeepsTheWindowsTimes()
    {
        var system = await api.AddSystemAsync();
        var body = new JsonObject { ["system_id"] = system.Id.Value, ["sample_rate_hz"] = 1, ["start"] = "2026-03-01T06:00:00Z", ["sensors"] = Window(RigCondition.Healthy) };

        var answered = await api.Viewer.SendAsync("POST", "/api/diagnostics/predict", body.ToJsonString()).OkAsync<Prediction>();

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero), answered.WindowStart);
        Assert.Equal(answered.WindowStart + HydraulicRig.CycleDuration, answered.WindowEnd);
    }

    [Fact]
    public async Task Predict_WithTooManyGaps_IsInsufficient()
    {
        var system = await api.AddSystemAsync();
        var window = Window(RigCondition.Healthy);
        for (var second = 0; second < 3; second++)
            window["PS1"]![second] = null;

        var problem = await PostAsync(system.Id.Value, window).ProblemAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("Insufficient data.", problem.GetProperty("title").GetString());
        Assert.True(problem.GetProperty("errors").TryGetProperty("PS1", out _));
        Assert.Null(await api.Database.Get<PredictionStore>().LatestAsync(system.Id, PredictionSource.Request));
    }

    [Fact]
    public async Task Predict_WithoutWindow_NamesIt()
    {
        var system = await api.AddSystemAsync();

        var fault = await api.Viewer.SendAsync("POST", "/api/diagnostics/predict", $"{{\"system_id\": \"{system.Id}\"}}").FaultAsync("window");

        Assert.Equal("The window is missing.", fault);
    }

    [Fact]
    public async Task Predict_WithNothing_NamesBoth()
    {
        var problem = await api.Viewer.SendAsync("POST", "/api/diagnostics/predict", "{}").ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(["system_id", "window"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Fact]
    public async Task Predict_AnUnknownSystem_IsNotFound() =>
        await PostAsync("no-such-system", Window(RigCondition.Healthy)).ProblemAsync(HttpStatusCode.NotFound);

    [Fact]
    public async Task Predict_WhileTheScorerIsAway_IsUnavailable()
    {
        var system = await api.AddSystemAsync();
        await using var alone = await RunningApi.StartAsync(api.Database.ConnectionString, "127.0.0.1:1,connectTimeout=200");
        using var viewer = alone.Client(await alone.SignInAsync("vera", "password-of-vera"));

        var body = new JsonObject { ["system_id"] = system.Id.Value, ["window"] = Window(RigCondition.Healthy) }.ToJsonString();
        var problem = await viewer.SendAsync("POST", "/api/diagnostics/predict", body).ProblemAsync(HttpStatusCode.ServiceUnavailable);

        Assert.Contains("scorer", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsync(string? system, JsonObject window) =>
        api.Viewer.SendAsync("POST", "/api/diagnostics/predict", new JsonObject { ["system_id"] = system, ["window"] = window }.ToJsonString());

    private static JsonObject Window(RigCondition condition)
    {
        var cycle = RigTwin.LoadEmbedded().Cycle(condition, seed: 7);
        var window = new JsonObject();
        for (var i = 0; i < RigLayout.Sensors; i++)
            window[RigLayout.SensorNames[i]] = new JsonArray([.. cycle.Sensor(i).ToArray().Select(value => JsonValue.Create(value))]);
        return window;
    }
}
