using System.ComponentModel;
using Faultline.DiagnosticsApi.Http;
using Faultline.DiagnosticsApi.Systems;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>Readings: thinned for charts, newest values, page by page.</summary>
internal static class ReadingsApi
{
    private const int DefaultPoints = 1000;
    private const int DefaultPage = 1000;
    private static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(1);

    public static void MapReadingsApi(this IEndpointRouteBuilder routes)
    {
        var sensor = routes.MapGroup("/api/sensors").WithTags("Readings").RequireAuthorization(AuthorizationPolicies.Viewer).ProducesDenials();
        sensor.MapGet("/{id}/readings", ReadAsync).WithSummary("Readings of a sensor, thinned to at most max_points without losing a peak")
            .ProducesProblem(StatusCodes.Status404NotFound);
        sensor.MapGet("/{id}/readings/page", PageAsync).WithSummary("Raw readings of a sensor in order of time, page by page")
            .ProducesProblem(StatusCodes.Status404NotFound);
        var several = routes.MapGroup("/api/readings").WithTags("Readings").RequireAuthorization(AuthorizationPolicies.Viewer).ProducesDenials();
        several.MapGet("/", ReadSeveralAsync).WithSummary("Readings of several sensors, each thinned to at most max_points");
        several.MapGet("/latest", LatestAsync).WithSummary("Newest reading of several sensors");
        several.MapGet("/export", ReadingExportApi.ExportAsync).WithSummary("Everything of several sensors as a file, CSV or Parquet")
            .Produces(StatusCodes.Status200OK, contentType: ReadingExportApi.Csv, additionalContentTypes: ReadingExportApi.Parquet);
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
        var wanted = ResolutionName.Parse(resolution, faults);
        CheckPoints(maxPoints, faults);
        if (faults.Any)
            return faults.ToResult();
        if (await plant.FindSensorAsync(id, cancellationToken) is not var (system, sensor))
            return Problems.NotFound($"There is no sensor '{id}'.");
        var found = await series.ReadAsync(system.IdOf(sensor), span.From, span.To, wanted, maxPoints ?? DefaultPoints, cancellationToken);
        return TypedResults.Ok(SeriesView.Of(new NamedSensor(system, sensor), found));
    }

    private static async Task<Results<Ok<IReadOnlyList<SeriesView>>, ValidationProblem>> ReadSeveralAsync(
        [Description("Text ids or numbers, joined by commas; 1 to 100.")] string? sensors,
        [Description("Start, ISO 8601; default one hour before to.")] DateTimeOffset? from,
        [Description("End, exclusive, ISO 8601; default now.")] DateTimeOffset? to,
        [Description("auto (by the length of the span), raw, 1m or 1h; default auto.")] string? resolution,
        [FromQuery(Name = "max_points"), Description("Of each sensor, 2 to 100000; default 1000.")] int? maxPoints,
        PlantDirectory plant, SeriesQuery series, TimeProvider clock, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var span = TimeRange.Parse(from, to, DefaultSpan, clock, faults);
        var wanted = ResolutionName.Parse(resolution, faults);
        CheckPoints(maxPoints, faults);
        var named = await NamedSensor.ParseAsync(sensors, plant, faults, cancellationToken);
        if (faults.Any)
            return faults.ToResult();
        List<SeriesView> views = new(named.Count);
        foreach (var sensor in named)
            views.Add(SeriesView.Of(sensor, await series.ReadAsync(sensor.Id, span.From, span.To, wanted, maxPoints ?? DefaultPoints, cancellationToken)));
        return TypedResults.Ok<IReadOnlyList<SeriesView>>(views);
    }

    private static async Task<Results<Ok<IReadOnlyList<LatestView>>, ValidationProblem>> LatestAsync(
        [Description("Text ids or numbers, joined by commas; 1 to 100.")] string? sensors,
        PlantDirectory plant, ReadingQuery readings, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var named = await NamedSensor.ParseAsync(sensors, plant, faults, cancellationToken);
        if (faults.Any)
            return faults.ToResult();
        var latest = (await readings.LatestAsync([.. named.Select(sensor => sensor.Id)], cancellationToken)).ToDictionary(reading => reading.Sensor);
        return TypedResults.Ok<IReadOnlyList<LatestView>>(
            [.. named.Where(sensor => latest.ContainsKey(sensor.Id)).Select(sensor => LatestView.Of(sensor, latest[sensor.Id]))]);
    }

    private static async Task<Results<Ok<PageView>, ValidationProblem, ProblemHttpResult>> PageAsync(
        [Description("Text id (hydraulic-2.PS1) or number (8193).")] string id,
        [Description("Start, ISO 8601; default one hour before to.")] DateTimeOffset? from,
        [Description("End, exclusive, ISO 8601; default now: give it for the later pages.")] DateTimeOffset? to,
        [Description("1 to 50000; default 1000.")] int? limit,
        [Description("next of the former page.")] string? cursor,
        PlantDirectory plant, ReadingPages pages, TimeProvider clock, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var span = TimeRange.Parse(from, to, DefaultSpan, clock, faults);
        if (limit is < 1 or > ReadingPages.MaxPage)
            faults.Add("limit", $"{limit} is outside 1 to {ReadingPages.MaxPage}.");
        ReadingCursor? after = null;
        if (cursor is not null && !ReadingCursor.TryParse(cursor, out after))
            faults.Add("cursor", $"'{cursor}' is no cursor of a former page.");
        if (faults.Any)
            return faults.ToResult();
        if (await plant.FindSensorAsync(id, cancellationToken) is not var (system, sensor))
            return Problems.NotFound($"There is no sensor '{id}'.");
        var page = await pages.ReadAsync(system.IdOf(sensor), span.From, span.To, limit ?? DefaultPage, after, cancellationToken);
        return TypedResults.Ok(PageView.Of(new NamedSensor(system, sensor), page));
    }

    private static void CheckPoints(int? maxPoints, RequestFaults faults)
    {
        if (maxPoints is < 2 or > SeriesQuery.MaxPointsLimit)
            faults.Add("max_points", $"{maxPoints} is outside 2 to {SeriesQuery.MaxPointsLimit}.");
    }
}
