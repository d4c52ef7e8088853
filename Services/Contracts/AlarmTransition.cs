using System.Text.Json.Serialization;

namespace Faultline.Contracts;

/// <summary>One step in an alarm's life, stored before it is announced.</summary>
/// <param name="TransitionId">Number given by the database on storage, rising; 0 before.</param>
/// <param name="Event">What happened.</param>
/// <param name="At">When, UTC: source time for raised and cleared, the server's for acknowledged.</param>
/// <param name="Alarm">The alarm after the step.</param>
public sealed record AlarmTransition(long TransitionId, AlarmEvent Event, DateTimeOffset At, Alarm Alarm)
{
    /// <summary>
    /// Trace of the batch whose reading or window led to it (W3C Trace Context, traceparent); null for what no batch led to, and where it was read from the database, which does not keep it.
    /// </summary>
    [JsonPropertyName("traceparent")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }
}
