using System.ComponentModel;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.DiagnosticsApi.Quarantine;

/// <summary>Rejected readings.</summary>
internal static class QuarantineApi
{
    private const int DefaultLimit = 200;

    private static readonly Dictionary<string, QuarantineReason> Reasons =
        Enum.GetValues<QuarantineReason>().ToDictionary(reason => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()));

    public static void MapQuarantineApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/quarantine").WithTags("Quarantine").RequireAuthorization(AuthorizationPolicies.Viewer).ProducesDenials();
        group.MapGet("/", ListAsync).WithSummary("Rejected readings with raw bytes and reason, newest first");
    }

    private static async Task<Results<Ok<IReadOnlyList<QuarantineView>>, ValidationProblem>> ListAsync(
        [FromQuery(Name = "system_id"), Description("Only of this system.")] string? systemId,
        [Description("Only of this sensor, as the source named it.")] string? sensor,
        [Description("Only for this reason, such as out_of_range.")] string? reason,
        [Description("Only received at or after this, ISO 8601.")] DateTimeOffset? from,
        [Description("Only received before this, ISO 8601.")] DateTimeOffset? to,
        [FromQuery(Name = "before_id"), Description("Only with a smaller id: the last of the former page.")] long? beforeId,
        [Description("1 to 1000; default 200.")] int? limit,
        QuarantineStore store, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        if (systemId is not null && !SystemId.IsValid(systemId))
            faults.Add("system_id", $"'{systemId}' is no system id.");
        if (sensor?.Contains('\0', StringComparison.Ordinal) == true)
            faults.Add("sensor", "No sensor's name has the character NUL.");
        if (reason is not null && !Reasons.ContainsKey(reason))
            faults.Add("reason", $"'{reason}' is none of {string.Join(", ", Reasons.Keys)}.");
        if (limit is < 1 or > QuarantineStore.MaxPage)
            faults.Add("limit", $"{limit} is outside 1 to {QuarantineStore.MaxPage}.");
        if (from >= to)
            faults.Add("from", $"from ({from:O}) must be before to ({to:O}).");
        if (faults.Any)
            return faults.ToResult();
        var filter = new QuarantineFilter(
            systemId is null ? null : new SystemId(systemId), sensor, reason is null ? null : Reasons[reason], from, to, beforeId);
        var entries = await store.QueryAsync(filter, limit ?? DefaultLimit, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<QuarantineView>>([.. entries.Select(QuarantineView.Of)]);
    }
}
