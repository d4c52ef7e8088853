using System.Globalization;
using Faultline.Contracts;

namespace Faultline.Dashboard.Formatting;

/// <summary>How the settings of a tag are written.</summary>
public static class TagPlace
{
    /// <summary>Where it stands: "holding 120 float32 cdab", "holding 7 bit 3", "ns=2;s=Pump.Pressure".</summary>
    public static string Of(TagConfiguration tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        if (tag.OpcUa is { } node)
            return node.Node ?? node.Path ?? "";
        if (tag.Modbus is not { } place)
            return "";
        var start = $"{Lower(place.Area)} {place.Address.ToString(CultureInfo.InvariantCulture)}";
        if (place.IsBitArea())
            return start;
        return place.Bit is { } bit
            ? string.Create(CultureInfo.InvariantCulture, $"{start} bit {bit}")
            : place.Size() > 1 && place.Type != TagType.String ? $"{start} {Lower(place.Type)} {Lower(place.Order)}" : $"{start} {Lower(place.Type)}";
    }

    /// <summary>An interval: "20 ms", "1 s", "5 min".</summary>
    /// <param name="milliseconds">Its length in ms.</param>
    public static string Interval(double milliseconds) => milliseconds switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.##} ms"),
        < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.##} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 60_000:0.##} min"),
    };

    /// <summary>A range: "0 to 400".</summary>
    public static string Range(double low, double high) => string.Create(CultureInfo.InvariantCulture, $"{low:0.###} to {high:0.###}");

    /// <summary>Alarm limits from the lowest to the highest: "100 / 120 / 195 / 200"; – where there is none.</summary>
    public static string Limits(TagLimits? limits) => limits is null
        ? "–"
        : string.Join(" / ", new[] { limits.LowLow, limits.Low, limits.High, limits.HighHigh }.Select(limit => limit?.ToString("0.###", CultureInfo.InvariantCulture) ?? "–"));

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
