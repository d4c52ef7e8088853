using System.Text.Json.Nodes;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;
using Faultline.Scorer.Predict;

namespace Faultline.Scorer.Tests.Models;

/// <summary>A load cycle as somebody would post it: pressures, power and flows at a rate, the others once a second, begun some samples before the machine's own second.</summary>
/// <param name="condition">The machine's condition.</param>
/// <param name="rate">Samples a second of the fast sensors.</param>
/// <param name="late">Samples before the machine's own second.</param>
internal sealed class PostedCycle(RigCondition condition, int rate, int late)
{
    // PS1 to PS6, EPS1, FS1 and FS2.
    private const int Fast = 9;

    private readonly CycleWindow cycle = new Machine(condition: condition).Cycle;

    public int Rate => rate;

    public JsonObject ToJson() => new(Enumerable.Range(0, RigLayout.Sensors).Select(sensor => new KeyValuePair<string, JsonNode?>(
        RigLayout.SensorNames[sensor], new JsonArray([.. Samples(sensor).Select(value => JsonValue.Create(value))]))));

    public PostedWindow ToWindow()
    {
        var window = new PostedWindow();
        window.Clear();
        for (var sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            window.Begin(sensor);
            foreach (var value in Samples(sensor))
                window.Add(sensor, value);
        }
        return window;
    }

    private IEnumerable<double> Samples(int sensor)
    {
        var own = sensor < Fast ? rate : 1;
        for (var sample = 0; sample < own * RigLayout.Seconds; sample++)
        {
            var second = (int)Math.Floor((sample / (double)own) - (late / (double)rate) + 1e-9);
            yield return cycle.Sensor(sensor)[(second + RigLayout.Seconds) % RigLayout.Seconds];
        }
    }
}
