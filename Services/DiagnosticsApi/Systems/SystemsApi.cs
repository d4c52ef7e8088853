using System.ComponentModel;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Http;
using Faultline.DiagnosticsApi.Live;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.DiagnosticsApi.Systems;

/// <summary>Systems and their sensors.</summary>
internal static class SystemsApi
{
    public static void MapSystemsApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/systems").WithTags("Systems").RequireAuthorization(AuthorizationPolicies.Viewer).ProducesDenials();
        group.MapGet("/", ListAsync).WithSummary("All systems with last reading, active alarms and newest prediction");
        group.MapGet("/{id}", FindAsync).WithSummary("One system").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/{id}/sensors", SensorsAsync).WithSummary("Sensors of a system with limits and newest values")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<IReadOnlyList<SystemView>>> ListAsync(
        PlantDirectory plant, SystemViews views, CancellationToken cancellationToken) =>
        TypedResults.Ok(await views.OfAsync(await plant.ListAsync(cancellationToken), cancellationToken));

    private static async Task<Results<Ok<SystemView>, ProblemHttpResult>> FindAsync(
        [Description("Id of the system, such as hydraulic-2.")] string id, PlantDirectory plant, SystemViews views, CancellationToken cancellationToken) =>
        await plant.FindAsync(id, cancellationToken) is { } system
            ? TypedResults.Ok((await views.OfAsync([system], cancellationToken))[0])
            : Problems.NoSystem(id);

    private static async Task<Results<Ok<IReadOnlyList<SensorView>>, ProblemHttpResult>> SensorsAsync(
        [Description("Id of the system, such as hydraulic-2.")] string id, PlantDirectory plant, ReadingQuery readings, CancellationToken cancellationToken)
    {
        if (await plant.FindAsync(id, cancellationToken) is not { } system)
            return Problems.NoSystem(id);
        var latest = (await readings.LatestAsync(system.Id, cancellationToken)).ToDictionary(reading => reading.Sensor.Value);
        return TypedResults.Ok<IReadOnlyList<SensorView>>([.. system.Sensors.Select(sensor => SensorView.Of(system, sensor, LatestOf(system, sensor)))]);

        LiveValue? LatestOf(SystemDefinition system, SensorDefinition sensor) =>
            latest.TryGetValue(system.IdOf(sensor).Value, out var reading)
                ? new LiveValue(reading.Value, reading.Quality.Class, reading.SourceTime)
                : null;
    }
}
