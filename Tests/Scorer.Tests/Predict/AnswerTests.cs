using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Faultline.Contracts;
using Faultline.Learning.Twin;
using Faultline.Scorer.Predict;
using Xunit;

namespace Faultline.Scorer.Tests.Predict;

/// <summary>Answers are written by hand; the document describes records. Both must be the same to the last field.</summary>
public sealed class AnswerTests(ScorerFixture scorer) : IClassFixture<ScorerFixture>
{
    private static readonly JsonSerializerOptions Strict = new(FaultlineJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    [Theory]
    [InlineData("hydraulic-1", "2026-01-31T12:00:00Z", 3)]
    [InlineData(null, null, 100)]
    public async Task Predict_Answers_WhatTheDocumentDescribes(string? system, string? start, double cooler)
    {
        var answer = await AnswerAsync("/predict", Window(system, start, cooler));

        AssertSame<PredictResponse>(answer);
    }

    [Fact]
    public async Task Predict_AnUnknownCondition_AnswersWhatTheDocumentDescribes()
    {
        var body = Window("hydraulic-1", null, 100);
        for (var second = 0; second < 60; second++)
            body["sensors"]!["PS4"]![second] = body["sensors"]!["PS4"]![second]!.GetValue<double>() + 50;

        var answer = await AnswerAsync("/predict", body);

        Assert.NotEmpty(AssertSame<PredictResponse>(answer).Anomaly!.Sensors);
    }

    [Fact]
    public async Task PredictBatch_Answers_WhatTheDocumentDescribes()
    {
        var answer = await AnswerAsync("/predict/batch", new JsonObject { ["items"] = new JsonArray(Window(null, null, 20), new JsonObject(), 5) });

        Assert.Equal([true, false, false], AssertSame<BatchResponse>(answer).Results.Select(result => result.Prediction is not null));
    }

    private static T AssertSame<T>(string answer)
    {
        var read = JsonSerializer.Deserialize<T>(answer, Strict)!;
        Assert.Equal(JsonSerializer.Serialize(read, FaultlineJson.Options), answer);
        return read;
    }

    private static JsonObject Window(string? system, string? start, double cooler) => new()
    {
        ["system_id"] = system,
        ["start"] = start,
        ["sensors"] = Sample.Cycle(new Machine(condition: RigCondition.Healthy with { CoolerPercent = cooler }).Cycle),
    };

    private async Task<string> AnswerAsync(string path, JsonObject body)
    {
        using var response = await scorer.Viewer.PostAsJsonAsync(path, body);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        return answer;
    }
}
