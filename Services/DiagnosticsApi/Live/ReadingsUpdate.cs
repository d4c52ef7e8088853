using System.Text.Json.Serialization;
using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>Hub message <c>readings</c>: the newest value of each sensor of a system.</summary>
/// <param name="SystemId">The system.</param>
/// <param name="Time">Newest source time among the values, UTC.</param>
/// <param name="Values">By sensor name, such as PS1.</param>
public sealed record ReadingsUpdate(SystemId SystemId, DateTimeOffset Time, IReadOnlyDictionary<string, LiveValue> Values)
{
    /// <summary>The newest traced batch whose readings went into this message; null mostly. Not sent.</summary>
    [JsonIgnore]
    public ReadingBatch? Traced { get; init; }
}
