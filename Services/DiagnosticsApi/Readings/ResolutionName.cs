using Faultline.ServiceDefaults;
using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>Names of the resolutions in requests and answers.</summary>
internal static class ResolutionName
{
    private static readonly Dictionary<string, ReadingResolution> Known = new()
    {
        ["auto"] = ReadingResolution.Auto,
        ["raw"] = ReadingResolution.Raw,
        ["1m"] = ReadingResolution.OneMinute,
        ["1h"] = ReadingResolution.OneHour,
    };

    public static string Of(ReadingResolution resolution) => Known.First(entry => entry.Value == resolution).Key;

    /// <summary>Takes the parameter; <paramref name="missing"/> without one.</summary>
    public static ReadingResolution Parse(string? name, RequestFaults faults, ReadingResolution missing = ReadingResolution.Auto)
    {
        if (name is null)
            return missing;
        if (!Known.TryGetValue(name, out var resolution))
            faults.Add("resolution", $"'{name}' is none of {string.Join(", ", Known.Keys)}.");
        return resolution;
    }
}
