using System.Text.Json;
using System.Text.Json.Nodes;
using Faultline.Contracts;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;
using Faultline.Scorer.Predict;
using Microsoft.OpenApi;

namespace Faultline.Scorer.OpenApi;

/// <summary>Bodies that can be sent as they stand: a cycle of the twin with a worn pump, at 1 Hz and in a batch.</summary>
internal static class PredictExamples
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static void AddTo(OpenApiOperation operation, string? path)
    {
        var examples = path switch { "predict" => Single(), "predict/batch" => Batch(), _ => null };
        if (examples is null || operation.RequestBody?.Content is not { } content || !content.TryGetValue("application/json", out var media))
            return;
        media.Examples = examples;
    }

    private static Dictionary<string, IOpenApiExample> Single() => new()
    {
        ["one_hertz"] = new OpenApiExample { Summary = "60 means a sensor", Value = Window(null) },
        ["with_gaps"] = new OpenApiExample { Summary = "Readings that are missing", Value = Window(7) },
    };

    private static Dictionary<string, IOpenApiExample> Batch() => new()
    {
        ["two"] = new OpenApiExample { Summary = "Two windows; the second one is refused alone", Value = new JsonObject { ["items"] = new JsonArray(Window(null), new JsonObject()) } },
    };

    private static JsonObject Window(int? missing)
    {
        var cycle = RigTwin.LoadEmbedded().Cycle(RigCondition.Healthy with { PumpLeakage = 2 }, seed: 1);
        var sensors = new JsonObject();
        for (var sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            var values = cycle.Sensor(sensor).ToArray().Select((value, second) => second == missing ? null : (JsonNode?)JsonValue.Create(Math.Round(value, 3)));
            sensors[RigLayout.SensorNames[sensor]] = new JsonArray([.. values]);
        }
        var body = JsonSerializer.SerializeToNode(new { SystemId = "hydraulic-2", SampleRateHz = 1, Start }, FaultlineJson.Options)!.AsObject();
        body["sensors"] = sensors;
        return body;
    }
}
