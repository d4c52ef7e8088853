using Faultline.ServiceDefaults;

namespace Faultline.DiagnosticsApi.Http;

/// <summary>A span of time asked for: from inclusive, to exclusive, UTC.</summary>
internal readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Takes the parameters from and to; without them the span of <paramref name="length"/> up to now.</summary>
    public static TimeRange Parse(DateTimeOffset? from, DateTimeOffset? to, TimeSpan length, TimeProvider clock, RequestFaults faults)
    {
        var end = (to ?? clock.GetUtcNow()).ToUniversalTime();
        var start = (from ?? (end - DateTimeOffset.MinValue < length ? DateTimeOffset.MinValue : end - length)).ToUniversalTime();
        if (start >= end)
            faults.Add("from", $"from ({start:O}) must be before to ({end:O}).");
        return new TimeRange(start, end);
    }
}
