using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Windows;

namespace Faultline.Scorer.Predict;

/// <summary>Reads a window from JSON and collects everything that is wrong with it, each fault with sensor and index.</summary>
internal static class WindowReader
{
    /// <summary>Most faults told for one sensor; more help nobody.</summary>
    public const int MaxFaults = 5;

    /// <summary>Values a sensor may come with: means a second, or the rig's native rates 10 and 100 Hz over 60 s, which are reduced to means.</summary>
    private static readonly int[] Lengths = [60, 600, 6000];

    /// <summary>The window, or null with at least one fault.</summary>
    public static CycleWindow? Read(JsonElement window, Dictionary<string, List<string>> faults)
    {
        if (window.ValueKind != JsonValueKind.Object)
        {
            Add(faults, "window", window.ValueKind == JsonValueKind.Undefined ? "The window is missing." : "An object of sensor names and arrays is expected.");
            return null;
        }
        var values = new double[RigLayout.Values];
        var seen = new bool[RigLayout.Sensors];
        foreach (var sensor in window.EnumerateObject())
        {
            var index = RigLayout.IndexOf(sensor.Name);
            if (index < 0)
                Add(faults, $"window.{sensor.Name}", $"{sensor.Name} is not a sensor of the rig.");
            else if (seen[index])
                Add(faults, $"window.{sensor.Name}", $"{sensor.Name} is given twice.");
            else
                ReadSensor(sensor, values.AsSpan(index * RigLayout.Seconds, RigLayout.Seconds), faults);
            if (index >= 0)
                seen[index] = true;
        }
        for (var i = 0; i < seen.Length; i++)
        {
            if (!seen[i])
                Add(faults, $"window.{RigLayout.SensorNames[i]}", $"{RigLayout.SensorNames[i]} is missing.");
        }
        return faults.Count == 0 ? CycleWindow.FromValues(values) : null;
    }

    public static void Add(Dictionary<string, List<string>> faults, string place, string message)
    {
        if (!faults.TryGetValue(place, out var messages))
            faults[place] = messages = [];
        if (messages.Count < MaxFaults)
            messages.Add(message);
    }

    private static void ReadSensor(JsonProperty sensor, Span<double> means, Dictionary<string, List<string>> faults)
    {
        var place = $"window.{sensor.Name}";
        var length = sensor.Value.ValueKind == JsonValueKind.Array ? sensor.Value.GetArrayLength() : -1;
        if (!Lengths.Contains(length))
        {
            Add(faults, place, length < 0 ? $"{sensor.Name} is no array." : $"{sensor.Name} has {length} values; {HydraulicRig.WindowLength} are expected (or 600 or 6000).");
            return;
        }
        var perMean = length / means.Length;
        var i = 0;
        foreach (var item in sensor.Value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetDouble(out var value) || !double.IsFinite(value))
                Add(faults, place, $"{sensor.Name}[{i}] is {Shown(item)}, not a finite number.");
            else
                means[i / perMean] += value / perMean;
            i++;
        }
    }

    private static string Shown(JsonElement item)
    {
        var text = item.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "...";
    }
}
