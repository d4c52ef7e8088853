using System.Security.Claims;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Commands;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.DiagnosticsApi.Quarantine;

/// <summary>Deciding about rejected readings: judge them anew, or discard them. Audited.</summary>
internal static class QuarantineDecisions
{
    public static void MapQuarantineDecisions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/quarantine").WithTags("Quarantine").RequireAuthorization(AuthorizationPolicies.Engineer).ProducesDenials();
        group.MapPost("/replay", ReplayAsync).WithSummary("Judges entries anew with today's configuration; those that pass become readings under their original time")
            .ProducesProblem(StatusCodes.Status504GatewayTimeout);
        group.MapPost("/discard", DiscardAsync).WithSummary("Marks entries as useless");
    }

    private static async Task<Results<Ok<ReplayAnswer>, ValidationProblem, ProblemHttpResult>> ReplayAsync(
        DecideRequest request, CommandDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var faults = Check(request);
        if (faults.Any)
            return faults.ToResult();
        var outcome = await desk.RunAsync(
            "replay", "quarantine", new ReplayRequest(request.Ids!), user.FindFirstValue(Security.NameClaim)!, $"{request.Ids!.Count} entries", cancellationToken);
        return outcome.Problem is { } problem ? problem : TypedResults.Ok(JsonSerializer.Deserialize<ReplayAnswer>(outcome.Answer!, FaultlineJson.Options)!);
    }

    private static async Task<Results<Ok<DiscardAnswer>, ValidationProblem>> DiscardAsync(
        DecideRequest request, QuarantineStore store, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var faults = Check(request);
        if (faults.Any)
            return faults.ToResult();
        var discarded = await store.DecideAsync(request.Ids!, QuarantineState.Discarded, user.FindFirstValue(Security.NameClaim)!, cancellationToken);
        return TypedResults.Ok(new DiscardAnswer(discarded));
    }

    private static RequestFaults Check(DecideRequest request)
    {
        var faults = new RequestFaults();
        if (request.Ids is not { Count: >= 1 and <= QuarantineStore.MaxPage })
            faults.Add("ids", $"{request.Ids?.Count ?? 0} ids; 1 to {QuarantineStore.MaxPage} are accepted.");
        return faults;
    }
}
