using System.ComponentModel;
using System.Security.Claims;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Http;
using Faultline.DiagnosticsApi.Live;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.DiagnosticsApi.Alarms;

/// <summary>Alarms and their acknowledgement.</summary>
internal static class AlarmsApi
{
    private const int DefaultLimit = 200;

    public static void MapAlarmsApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/alarms").WithTags("Alarms").RequireAuthorization(AuthorizationPolicies.Viewer).ProducesDenials();
        group.MapGet("/", ListAsync).WithSummary("Alarms, newest first; active ones are never cut off by limit");
        group.MapPost("/{id:guid}/acknowledge", AcknowledgeAsync).RequireAuthorization(AuthorizationPolicies.Operator)
            .WithSummary("Acknowledges an alarm; the first acknowledgement counts").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<IReadOnlyList<Alarm>>, ValidationProblem>> ListAsync(
        [Description("active, cleared, unacknowledged or all; default all.")] string? state,
        [FromQuery(Name = "system_id"), Description("Only of this system.")] string? systemId,
        [Description("1 to 1000; default 200.")] int? limit,
        [Description("Only raised before this, ISO 8601: the last of the former page.")] DateTimeOffset? before,
        AlarmList alarms, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        if (!AlarmList.States.Contains(state ?? "all"))
            faults.Add("state", $"'{state}' is none of {string.Join(", ", AlarmList.States)}.");
        if (systemId is not null && !SystemId.IsValid(systemId))
            faults.Add("system_id", $"'{systemId}' is no system id.");
        if (limit is < 1 or > AlarmStore.MaxPage)
            faults.Add("limit", $"{limit} is outside 1 to {AlarmStore.MaxPage}.");
        if (faults.Any)
            return faults.ToResult();
        var system = systemId is null ? (SystemId?)null : new SystemId(systemId);
        return TypedResults.Ok(await alarms.ListAsync(state ?? "all", system, limit ?? DefaultLimit, before, cancellationToken));
    }

    private static async Task<Results<Ok<Alarm>, ValidationProblem, ProblemHttpResult>> AcknowledgeAsync(
        [Description("Id of the alarm, a UUID.")] Guid id, AcknowledgeRequest? request, ClaimsPrincipal user, AlarmStore store, AlarmAnnouncer announcer, TimeProvider clock,
        ILogger<AcknowledgeRequest> logger, CancellationToken cancellationToken)
    {
        if (request?.Comment is { Length: > AcknowledgeRequest.MaxCommentLength })
        {
            var faults = new RequestFaults();
            faults.Add("comment", $"The comment has {request.Comment.Length} characters, at most {AcknowledgeRequest.MaxCommentLength} are accepted.");
            return faults.ToResult();
        }
        var name = user.FindFirstValue(Security.NameClaim)!;
        if (await store.AcknowledgeAsync(id, name, clock.GetUtcNow(), cancellationToken) is not { } transition)
            return Problems.NotFound($"There is no alarm {id}.");
        AlarmLog.Acknowledged(logger, id, name, request?.Comment ?? "");
        await announcer.AnnounceAsync(transition);
        return TypedResults.Ok(transition.Alarm);
    }
}
