using System.Text.Json.Serialization;

namespace Faultline.Contracts;

/// <summary>Whether a window looks like anything that the model has learned.</summary>
/// <param name="Score">Distance from the nearest known condition as a share of the limit.</param>
/// <param name="IsUnknown">Whether the condition is unknown (score above 1): the predicted levels are then only the nearest ones.</param>
/// <param name="Sensors">The sensors that deviate, the farthest first.</param>
/// <param name="IsBetweenLevels">Whether it is unknown only in that a component stands between or beyond its known levels: the nearest ones mean something then.</param>
public sealed record Anomaly(double Score, bool IsUnknown, IReadOnlyList<SensorDeviation> Sensors, bool IsBetweenLevels = false)
{
    /// <summary>Whether the window is unlike anything learned, so that the predicted levels mean nothing.</summary>
    [JsonIgnore]
    public bool IsUnlikeAny => IsUnknown && !IsBetweenLevels;
}
