using System.ComponentModel;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.DiagnosticsApi.Quarantine;

/// <summary>Which rejected readings are asked for.</summary>
public sealed class QuarantineQuery
{
    private static readonly Dictionary<string, QuarantineReason> Reasons = Names<QuarantineReason>();
    private static readonly Dictionary<string, QuarantineState> States = Names<QuarantineState>();

    /// <summary>Only of this system.</summary>
    [FromQuery(Name = "system_id"), Description("Only of this system.")]
    public string? SystemId { get; init; }

    /// <summary>Only of this sensor.</summary>
    [FromQuery(Name = "sensor"), Description("Only of this sensor, as the source named it.")]
    public string? Sensor { get; init; }

    /// <summary>Only for this reason.</summary>
    [FromQuery(Name = "reason"), Description("Only for this reason, such as out_of_range.")]
    public string? Reason { get; init; }

    /// <summary>Only in this state.</summary>
    [FromQuery(Name = "state"), Description("Only held, replayed or discarded ones.")]
    public string? State { get; init; }

    /// <summary>Start.</summary>
    [FromQuery(Name = "from"), Description("Only received at or after this, ISO 8601.")]
    public DateTimeOffset? From { get; init; }

    /// <summary>End.</summary>
    [FromQuery(Name = "to"), Description("Only received before this, ISO 8601.")]
    public DateTimeOffset? To { get; init; }

    /// <summary>Page.</summary>
    [FromQuery(Name = "before_id"), Description("Only with a smaller id: the last of the former page.")]
    public long? BeforeId { get; init; }

    /// <summary>Most entries.</summary>
    [FromQuery(Name = "limit"), Description("1 to 1000; default 200.")]
    public int? Limit { get; init; }

    internal QuarantineFilter ToFilter(RequestFaults faults)
    {
        if (SystemId is not null && !Contracts.SystemId.IsValid(SystemId))
            faults.Add("system_id", $"'{SystemId}' is no system id.");
        if (Sensor?.Contains('\0', StringComparison.Ordinal) == true)
            faults.Add("sensor", "No sensor's name has the character NUL.");
        if (Reason is not null && !Reasons.ContainsKey(Reason))
            faults.Add("reason", $"'{Reason}' is none of {string.Join(", ", Reasons.Keys)}.");
        if (State is not null && !States.ContainsKey(State))
            faults.Add("state", $"'{State}' is none of {string.Join(", ", States.Keys)}.");
        if (Limit is < 1 or > QuarantineStore.MaxPage)
            faults.Add("limit", $"{Limit} is outside 1 to {QuarantineStore.MaxPage}.");
        if (From >= To)
            faults.Add("from", $"from ({From:O}) must be before to ({To:O}).");
        if (faults.Any)
            return new QuarantineFilter();
        return new QuarantineFilter(
            SystemId is null ? null : new SystemId(SystemId), Sensor, Reason is null ? null : Reasons[Reason], From, To, BeforeId)
        {
            State = State is null ? null : States[State],
        };
    }

    private static Dictionary<string, T> Names<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
}
