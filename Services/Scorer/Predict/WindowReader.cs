using System.Text;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Windows;
using Faultline.ServiceDefaults;

namespace Faultline.Scorer.Predict;

/// <summary>
/// Reads a window <c>{"system_id", "sample_rate_hz", "start", "sensors": {"PS1": […], …}}</c> token by token and collects everything that is wrong with it, each fault with
/// sensor and index. <c>window</c> means the same as <c>sensors</c>. What it does not know it passes over.
/// </summary>
internal static class WindowReader
{
    private static readonly byte[][] Names = [.. RigLayout.SensorNames.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Takes the value that the body's reader stands on, to its end.</summary>
    /// <param name="body">The body.</param>
    /// <param name="window">Receives the window.</param>
    /// <param name="faults">Gets what is wrong.</param>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public static void Read(ref BodyReader body, PostedWindow window, RequestFaults faults)
    {
        window.Clear();
        ref var reader = ref body.Json;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("window", "An object with sensors is expected.");
            reader.Skip();
            return;
        }
        string? place = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("sensors"u8) || reader.ValueTextEquals("window"u8))
                place = ReadSensors(ref body, place, window, faults);
            else if (reader.ValueTextEquals("system_id"u8))
                ReadSystem(ref reader, window, faults);
            else if (reader.ValueTextEquals("sample_rate_hz"u8))
                ReadRate(ref reader, window, faults);
            else if (reader.ValueTextEquals("start"u8))
                ReadStart(ref reader, window, faults);
            else
                reader.Skip();
        }
        WindowLengths.Check(window, place, faults);
    }

    private static string? ReadSensors(ref BodyReader body, string? before, PostedWindow window, RequestFaults faults)
    {
        ref var reader = ref body.Json;
        var place = reader.GetString()!;
        reader.Read();
        if (before is not null)
            faults.Add(place, before == place ? $"{place} is given twice." : "sensors and window mean the same; one of them is expected.");
        if (reader.TokenType != JsonTokenType.StartObject)
            faults.Add(place, "An object of sensor names and arrays is expected.");
        if (before is not null || reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return place;
        }
        var next = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var sensor = IndexOf(ref reader, next);
            if (sensor >= 0 && !window.Has(sensor))
            {
                reader.Read();
                ReadSamples(ref body, sensor, place, window, faults);
                next = sensor + 1;
                continue;
            }
            var name = Shown(ref reader);
            faults.Add($"{place}.{name}", sensor < 0 ? $"{name} is not a sensor of the rig." : $"{name} is given twice.");
            reader.Skip();
        }
        return place;
    }

    private static void ReadSamples(ref BodyReader body, int sensor, string place, PostedWindow window, RequestFaults faults)
    {
        window.Begin(sensor);
        ref var reader = ref body.Json;
        var name = RigLayout.SensorNames[sensor];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            faults.Add($"{place}.{name}", $"{name} is no array.");
            reader.Skip();
            return;
        }
        if (body.TryReadNumbers(window.Reserve(), out var count))
        {
            window.Take(sensor, count);
            return;
        }
        var index = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            var value = double.NaN;
            if (reader.TokenType == JsonTokenType.Number)
                value = DecimalNumber.Parse(reader.ValueSpan);
            var isMissing = reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("NaN"u8));
            if (!isMissing && !double.IsFinite(value))
                faults.Add($"{place}.{name}", $"{name}[{index}] is {Shown(ref reader)}, not a finite number.");
            reader.Skip();
            if (index < PostedWindow.MaxSamples)
                window.Add(sensor, value);
        }
        if (index > PostedWindow.MaxSamples)
            faults.Add($"{place}.{name}", $"{name} has {index} values; at most {PostedWindow.MaxSamples} are accepted.");
    }

    // Sensors mostly come in the rig's order.
    private static int IndexOf(ref Utf8JsonReader reader, int next)
    {
        if (next < Names.Length && reader.ValueTextEquals(Names[next]))
            return next;
        for (var i = 0; i < Names.Length; i++)
        {
            if (reader.ValueTextEquals(Names[i]))
                return i;
        }
        return -1;
    }

    private static void ReadSystem(ref Utf8JsonReader reader, PostedWindow window, RequestFaults faults)
    {
        reader.Read();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : null;
        if (text is null ? reader.TokenType != JsonTokenType.Null : !SystemId.IsValid(text))
            faults.Add("system_id", $"'{text ?? Shown(ref reader)}' is no system id.");
        window.System = text;
        reader.Skip();
    }

    private static void ReadRate(ref Utf8JsonReader reader, PostedWindow window, RequestFaults faults)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var rate) && rate is >= 1 and <= PostedWindow.MaxRate && rate == Math.Floor(rate))
            window.Rate = (int)rate;
        else
            faults.Add("sample_rate_hz", $"{Shown(ref reader)} is no rate: a whole number from 1 to {PostedWindow.MaxRate} is expected.");
        reader.Skip();
    }

    private static void ReadStart(ref Utf8JsonReader reader, PostedWindow window, RequestFaults faults)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return;
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var start) && start.UtcDateTime < DateTime.MaxValue.AddDays(-1))
            window.Start = start.ToUniversalTime();
        else
            faults.Add("start", $"{Shown(ref reader)} is no time as in 2026-01-31T12:00:00Z.");
        reader.Skip();
    }

    private static string Shown(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            return reader.TokenType == JsonTokenType.StartArray ? "an array" : "an object";
        var text = Encoding.UTF8.GetString(reader.ValueSpan.Length <= 160 ? reader.ValueSpan : reader.ValueSpan[..160]);
        return text.Length <= 40 ? text : text[..40] + "...";
    }
}
