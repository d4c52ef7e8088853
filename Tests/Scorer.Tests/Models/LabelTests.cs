using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Faultline.Learning.Twin;
using Xunit;

namespace Faultline.Scorer.Tests.Models;

/// <summary>Operators label live predictions.</summary>
public sealed class LabelTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private readonly PredictedCycles predicted = new(registry);

    [Fact]
    public async Task Label_Again_TheNewestCounts()
    {
        var (prediction, _) = await predicted.AddAsync(RigCondition.Healthy, 10_000, says: (100, 0));
        await LabelAsync(new { prediction_id = prediction, verdict = "wrong", conditions = new { cooler = 20 } });

        await LabelAsync(new { prediction_id = prediction, verdict = "right" });

        var label = await registry.One.Viewer.GetFromJsonAsync<JsonElement>($"/labels/{prediction}");
        Assert.Equal(("right", "ada", 100.0), (label.GetProperty("verdict").GetString(), label.GetProperty("labelled_by").GetString(), label.GetProperty("conditions").GetProperty("cooler").GetDouble()));
    }

    [Theory]
    [InlineData("""{"verdict": "maybe"}""", "prediction_id", "verdict")]
    [InlineData("""{"prediction_id": "019aa000-0000-7000-8000-000000000001", "verdict": "wrong"}""", "conditions")]
    [InlineData("""{"prediction_id": "019aa000-0000-7000-8000-000000000001", "verdict": "right", "conditions": {"pump": 5}}""", "conditions", "conditions.pump")]
    public async Task Label_WithFaults_TellsAll(string body, params string[] places)
    {
        using var answer = await registry.One.Admin.PostAsync(new Uri("/labels", UriKind.Relative), new StringContent(body, null, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(places, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Fact]
    public async Task Label_WithWhatWasPredicted_IsNotWrong()
    {
        var (prediction, _) = await predicted.AddAsync(RigCondition.Healthy, 15_000, says: (100, 0));

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(new { prediction_id = prediction, verdict = "wrong", conditions = new { pump = 0 } }));
    }

    [Fact]
    public async Task Label_AnUnknownPrediction_IsNotFound() =>
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new { prediction_id = Guid.NewGuid(), verdict = "right" }));

    [Fact]
    public async Task Label_WithoutReadings_IsAConflict()
    {
        var prediction = await predicted.StoreAsync(Machine.At(90_000), (100, 0));

        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(new { prediction_id = prediction, verdict = "right" }));
    }

    [Fact]
    public async Task Label_OfAViewer_IsForbidden()
    {
        using var answer = await registry.One.Viewer.PostAsJsonAsync("/labels", new { prediction_id = Guid.NewGuid(), verdict = "right" });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task LabelAsync(object body) => Assert.Equal(HttpStatusCode.Created, await StatusAsync(body));

    private async Task<HttpStatusCode> StatusAsync(object body)
    {
        using var answer = await registry.One.Admin.PostAsJsonAsync("/labels", body);
        return answer.StatusCode;
    }
}
