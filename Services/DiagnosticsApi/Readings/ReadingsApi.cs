using System.ComponentModel;
using Faultline.DiagnosticsApi.Http;
using Faultline.DiagnosticsApi.Systems;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>Readings for charts.</summary>
internal static class ReadingsApi
{
    private const int DefaultPoints = 1000;
    private static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(1);

    private static readonly Dictionary<string, ReadingResolution> Resolutions = new()
    {
        ["auto"] = ReadingResolution.Auto,
        ["raw"] = ReadingResolution.Raw,
        ["1m"] = ReadingResolution.OneMinute,
        ["1h"] = ReadingResolution.OneHour,
    };

    public static void MapReadingsApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/sensors").WithTags("Readings").RequireAuthorization(AuthorizationPolicies.Viewer).ProducesDenials();
        group.MapGet("/{id}/readings", ReadAsync).WithSummary("Readings of a sensor, thinned to at most max_points with minimum and maximum kept")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<SeriesView>, ValidationProblem, ProblemHttpResult>> ReadAsync(
        [Description("Text id (hydraulic-2.PS1) or number (8193).")] string id,
        [Description("Start, ISO 8601; default one hour before to.")] DateTimeOffset? from,
        [Description("End, exclusive, ISO 8601; default now.")] DateTimeOffset? to,
        [Description("auto (by the length of the span), raw, 1m or 1h; default auto.")] string? resolution,
        [FromQuery(Name = "max_points"), Description("2 to 100000; default 1000.")] int? maxPoints,
        PlantDirectory plant, SeriesQuery series, TimeProvider clock, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var span = TimeRange.Parse(from, to, DefaultSpan, clock, faults);
        if (!Resolutions.TryGetValue(resolution ?? "auto", out var wanted))
            faults.Add("resolution", $"'{resolution}' is none of {string.Join(", ", Resolutions.Keys)}.");
        if (maxPoints is < 2 or > SeriesQuery.MaxPointsLimit)
            faults.Add("max_points", $"{maxPoints} is outside 2 to {SeriesQuery.MaxPointsLimit}.");
        if (faults.Any)
            return faults.ToResult();
        if (await plant.FindSensorAsync(id, cancellationToken) is not var (system, sensor))
            return Problems.NotFound($"There is no sensor '{id}'.");
        var found = await series.ReadAsync(system.IdOf(sensor), span.From, span.To, wanted, maxPoints ?? DefaultPoints, cancellationToken);
        return TypedResults.Ok(new SeriesView(
            PlantDirectory.TextId(system, sensor), sensor.Unit, Resolutions.First(entry => entry.Value == found.Resolution).Key,
            found.Bucket?.TotalSeconds, [.. found.Points.Select(point => PointView.Of(point, found.Bucket is null))]));
    }
}
