using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faultline.Learning.Twin;
using Xunit;

namespace Faultline.Scorer.Tests.Predict;

public sealed class PredictApiTests(ScorerFixture scorer) : IClassFixture<ScorerFixture>
{
    [Fact]
    public async Task Predict_ACycleInAnyPhase_IsScored()
    {
        var cycle = new Machine(condition: RigCondition.Healthy with { PumpLeakage = 2 }).Cycle.Rotate(25);

        var answer = await PostAsync("/predict", new JsonObject { ["system_id"] = "hydraulic-2", ["window"] = Sample.Cycle(cycle) });

        Assert.Equal("hydraulic-2", answer.GetProperty("system_id").GetString());
        Assert.Equal(35, answer.GetProperty("phase_shift").GetInt32());
        var pump = answer.GetProperty("components")[2];
        Assert.Equal(("pump", 2.0, 1.0), (pump.GetProperty("component").GetString(), pump.GetProperty("condition").GetDouble(), pump.GetProperty("wear").GetDouble()));
        Assert.Equal(["0", "1", "2"], pump.GetProperty("probabilities").EnumerateObject().Select(level => level.Name));
        Assert.Equal("bar", answer.GetProperty("components")[3].GetProperty("unit").GetString());
    }

    [Fact]
    public async Task Predict_ABadWindow_IsRefusedNamingSensorAndIndex()
    {
        var window = Sample.Window();
        window["PS1"]![3] = true;

        using var response = await scorer.Viewer.PostAsJsonAsync("/predict", new JsonObject { ["window"] = window });
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("PS1[3] is true, not a finite number.", problem.GetProperty("errors").GetProperty("window.PS1")[0].GetString());
    }

    [Fact]
    public async Task Predict_ABadSystem_IsRefused()
    {
        using var response = await scorer.Viewer.PostAsJsonAsync("/predict", new JsonObject { ["system_id"] = "No System", ["window"] = Sample.Window() });
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.True(problem.GetProperty("errors").TryGetProperty("system_id", out _));
    }

    [Fact]
    public async Task PredictBatch_WithAFaultyItem_ScoresTheOthers()
    {
        var good = new JsonObject { ["window"] = Sample.Cycle(new Machine().Cycle) };
        var bad = new JsonObject { ["window"] = new JsonObject() };

        var answer = await PostAsync("/predict/batch", new JsonObject { ["items"] = new JsonArray(good, bad, null) });

        var results = answer.GetProperty("results");
        Assert.Equal(3, results.GetArrayLength());
        Assert.Equal(JsonValueKind.Null, results[0].GetProperty("errors").ValueKind);
        Assert.Equal(JsonValueKind.Object, results[0].GetProperty("prediction").ValueKind);
        Assert.True(results[1].GetProperty("errors").TryGetProperty("window.PS1", out _));
        Assert.True(results[2].GetProperty("errors").TryGetProperty("window", out _));
        Assert.Equal([null, "invalid", "invalid"], results.EnumerateArray().Select(result => result.GetProperty("reason").GetString()));
        Assert.Equal([0, 1, 2], results.EnumerateArray().Select(result => result.GetProperty("index").GetInt32()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task PredictBatch_OfTooFewOrMany_IsRefused(int count)
    {
        var items = new JsonArray([.. Enumerable.Range(0, count).Select(_ => new JsonObject())]);
        using var response = await scorer.Viewer.PostAsJsonAsync("/predict/batch", new JsonObject { ["items"] = items });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"{count} items; 1 to 1000 are expected.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_BrokenJson_IsAProblemWithThePlace()
    {
        using var body = new StringContent("{\"window\":", null, "application/json");
        using var response = await scorer.Viewer.PostAsync(new Uri("/predict", UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Predict_AnotherMediaType_IsRefused()
    {
        using var body = new StringContent("x", null, "text/plain");
        using var response = await scorer.Viewer.PostAsync(new Uri("/predict", UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task ModelInfo_TellsOriginAndEvaluation()
    {
        var info = await scorer.Viewer.GetFromJsonAsync<JsonElement>("/models/info");

        Assert.Equal(["cooler", "valve", "pump", "accumulator"], info.GetProperty("components").EnumerateArray().Select(c => c.GetProperty("component").GetString()));
        Assert.True(info.TryGetProperty("data_hash", out _));
    }

    [Theory]
    [InlineData("/models/info")]
    [InlineData("/predict")]
    public async Task Routes_WithoutToken_AreClosed(string path)
    {
        using var response = path == "/predict"
            ? await scorer.Nobody.PostAsJsonAsync(path, new JsonObject())
            : await scorer.Nobody.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private async Task<JsonElement> PostAsync(string path, JsonObject body)
    {
        using var response = await scorer.Viewer.PostAsJsonAsync(path, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
