using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Faultline.Scorer.Tests.Predict;

public sealed class InsufficientDataTests(ScorerFixture scorer) : IClassFixture<ScorerFixture>
{
    [Fact]
    public async Task Predict_ASensorWithALongGap_IsNoGuess()
    {
        using var response = await scorer.Viewer.PostAsJsonAsync("/predict", Gapped(3));
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("Insufficient data.", problem.GetProperty("title").GetString());
        Assert.StartsWith("FS1 lacks 3 seconds in a row", problem.GetProperty("errors").GetProperty("FS1")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_ASensorWithAShortGap_TellsHowMuchWasMeasured()
    {
        using var response = await scorer.Viewer.PostAsJsonAsync("/predict", Gapped(2));
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1018.0 / 1020, answer.GetProperty("coverage").GetDouble(), 12);
    }

    [Fact]
    public async Task PredictBatch_TellsTheReasonOfEach()
    {
        var body = new JsonObject { ["items"] = new JsonArray(Gapped(3), Gapped(0)) };
        using var response = await scorer.Viewer.PostAsJsonAsync("/predict/batch", body);
        var results = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results");

        Assert.Equal(["insufficient_data", null], results.EnumerateArray().Select(result => result.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Predict_WithAStart_TellsTheWindow()
    {
        var body = Gapped(0);
        body["start"] = "2026-03-01T06:00:00Z";
        using var response = await scorer.Viewer.PostAsJsonAsync("/predict", body);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("2026-03-01T06:00:00+00:00", answer.GetProperty("window_start").GetString());
        Assert.Equal("2026-03-01T06:01:00+00:00", answer.GetProperty("window_end").GetString());
    }

    private static JsonObject Gapped(int seconds)
    {
        var sensors = Sample.Cycle(new Machine().Cycle);
        for (var second = 10; second < 10 + seconds; second++)
            sensors["FS1"]![second] = null;
        return new JsonObject { ["sensors"] = sensors };
    }
}
