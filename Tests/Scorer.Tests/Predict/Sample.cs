using System.Text.Json.Nodes;
using Faultline.Learning.Windows;

namespace Faultline.Scorer.Tests.Predict;

/// <summary>Windows as JSON.</summary>
internal static class Sample
{
    /// <summary>Each sensor holds its index times ten, in all 60 values.</summary>
    public static JsonObject Window()
    {
        var window = new JsonObject();
        for (var i = 0; i < RigLayout.Sensors; i++)
        {
            var value = i * 10;
            window[RigLayout.SensorNames[i]] = Array(60, _ => value);
        }
        return window;
    }

    /// <summary>A whole load cycle.</summary>
    public static JsonObject Cycle(CycleWindow cycle)
    {
        var window = new JsonObject();
        for (var i = 0; i < RigLayout.Sensors; i++)
            window[RigLayout.SensorNames[i]] = new JsonArray([.. cycle.Sensor(i).ToArray().Select(value => JsonValue.Create(value))]);
        return window;
    }

    public static JsonArray Array(int length, Func<int, double?> value) =>
        new([.. Enumerable.Range(0, length).Select(i => value(i) is { } number ? JsonValue.Create(number) : null)]);
}
