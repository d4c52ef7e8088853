using System.ComponentModel;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.DiagnosticsApi.Audit;

/// <summary>Who did what.</summary>
internal static class AuditApi
{
    private const int DefaultLimit = 200;

    public static void MapAuditApi(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/audit").WithTags("Audit").RequireAuthorization(AuthorizationPolicies.Engineer).ProducesDenials()
            .MapGet("/", ListAsync).WithSummary("Configuration changes, writes, replays and discards, newest first");

    private static async Task<Results<Ok<IReadOnlyList<AuditEntry>>, ValidationProblem>> ListAsync(
        [Description("Only about this, such as a device.")] string? subject,
        [FromQuery(Name = "before_id"), Description("Only with a smaller id: the last of the former page.")] long? beforeId,
        [Description("1 to 1000; default 200.")] int? limit, AuditStore store, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        if (limit is < 1 or > AuditStore.MaxPage)
            faults.Add("limit", $"{limit} is outside 1 to {AuditStore.MaxPage}.");
        if (faults.Any)
            return faults.ToResult();
        return TypedResults.Ok(await store.ListAsync(subject, beforeId, limit ?? DefaultLimit, cancellationToken));
    }
}
