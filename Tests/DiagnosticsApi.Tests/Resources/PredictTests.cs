using System.Net;
using System.Text.Json;
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

    [Theory]
    [InlineData("window", 1)]
    [InlineData("sensors", 100)]
    public async Task Predict_AWindow_IsKeptWithItsPrediction_ToTheBit(string place, int rate)
    {
        var system = await api.AddSystemAsync();
        var window = Window(RigCondition.Healthy, rate);
        (window["PS1"]![3], window["TS1"]![7], window["SE"]![9]) = (null, "NaN", 1.0000000000000002);
        var body = new JsonObject { ["system_id"] = system.Id.Value, [place] = window };

        var answered = await api.Viewer.SendAsync("POST", "/api/diagnostics/predict", body.ToJsonString()).OkAsync<Prediction>();

        var kept = await api.Database.Get<PostedWindowStore>().FindAsync(answered.Id);
        for (var sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            Assert.Equal(
                window[RigLayout.SensorNames[sensor]]!.AsArray().Select(value => value?.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : double.NaN),
                kept!.Sensors[sensor]);
        }
    }

    [Fact]
    public async Task Predict_TheSameAgain_IsAnotherPrediction_WithItsOwnWindow()
    {
        var system = await api.AddSystemAsync();
        var window = Window(RigCondition.Healthy);

        var first = await PostAsync(system.Id.Value, window).OkAsync<Prediction>();
        var second = await PostAsync(system.Id.Value, window).OkAsync<Prediction>();

        Assert.NotEqual(first.Id, second.Id);
        foreach (var id in (Guid[])[first.Id, second.Id])
            Assert.NotNull(await api.Database.Get<PostedWindowStore>().FindAsync(id));
        Assert.Equal(first.Components[0].Probabilities, second.Components[0].Probabilities);
    }

    [Fact]
    public async Task Predict_AWindowThatIsTooLong_IsRefused_AndNothingIsKept()
    {
        var system = await api.AddSystemAsync();
        var window = Window(RigCondition.Healthy);
        window["PS2"] = new JsonArray([.. Enumerable.Repeat(1, 6001).Select(value => JsonValue.Create(value))]);

        var problem = await PostAsync(system.Id.Value, window).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal("PS2 has 6001 values; at most 6000 are accepted.", problem.GetProperty("errors").GetProperty("window.PS2")[0].GetString());
        Assert.Equal(0, await api.Database.ScalarAsync<long>($"SELECT count(*) FROM prediction WHERE system_id = '{system.Id}'"));
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
        api.Viewer.SendAsync("POST", "/api/diagnostics/predict", new JsonObject { ["system_id"] = system, ["window"] = window.DeepClone() }.ToJsonString());

    /// <summary>A cycle, of which PS1 to PS6 hold each value for its second at the rate.</summary>
    private static JsonObject Window(RigCondition condition, int rate = 1)
    {
        var cycle = RigTwin.LoadEmbedded().Cycle(condition, seed: 7);
        var window = new JsonObject();
        for (var i = 0; i < RigLayout.Sensors; i++)
            window[RigLayout.SensorNames[i]] = new JsonArray([.. cycle.Sensor(i).ToArray().SelectMany(value => Enumerable.Repeat(value, i < 6 ? rate : 1)).Select(value => JsonValue.Create(value))]);
        return window;
    }
}
