using System.ComponentModel;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Http;
using Faultline.DiagnosticsApi.Systems;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.DiagnosticsApi.Predictions;

/// <summary>Stored predictions.</summary>
internal static class PredictionsApi
{
    private const int DefaultPoints = 1000;
    private static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(1);

    public static void MapPredictionsApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/systems/{id}/predictions").WithTags("Predictions")
            .RequireAuthorization(AuthorizationPolicies.Viewer).ProducesDenials();
        group.MapGet("/", ListAsync).WithSummary("Predictions of a system by the end of their windows, oldest first, at most max_points")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<IReadOnlyList<Prediction>>, ValidationProblem, ProblemHttpResult>> ListAsync(
        [Description("Id of the system, such as hydraulic-2.")] string id,
        [Description("Start, ISO 8601; default one hour before to.")] DateTimeOffset? from,
        [Description("End, exclusive, ISO 8601; default now.")] DateTimeOffset? to,
        [FromQuery(Name = "max_points"), Description("2 to 10000; default 1000.")] int? maxPoints,
        [Description("live (default) or request.")] string? source,
        PlantDirectory plant, PredictionStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var span = TimeRange.Parse(from, to, DefaultSpan, clock, faults);
        if (maxPoints is < 2 or > PredictionStore.MaxPointsLimit)
            faults.Add("max_points", $"{maxPoints} is outside 2 to {PredictionStore.MaxPointsLimit}.");
        if (source is not (null or "live" or "request"))
            faults.Add("source", $"'{source}' is none of live, request.");
        if (faults.Any)
            return faults.ToResult();
        if (await plant.FindAsync(id, cancellationToken) is not { } system)
            return Problems.NoSystem(id);
        var origin = source == "request" ? PredictionSource.Request : PredictionSource.Live;
        return TypedResults.Ok(await store.RangeAsync(system.Id, span.From, span.To, maxPoints ?? DefaultPoints, origin, cancellationToken));
    }
}
