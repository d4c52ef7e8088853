using Faultline.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.Simulator.Control;

/// <summary>/simulator/time: how fast all machines run. A collector polls faster only when it is started with the same speed.</summary>
internal static class TimeApi
{
    public static RouteGroupBuilder MapTimeApi(this RouteGroupBuilder group)
    {
        group.MapGet("/time", View).WithSummary("Machine time");
        group.MapPut("/time", PutAsync).WithSummary("Changes the speed of machine time from now on");
        return group;
    }

    private static TimeView View(PlantClock clock) => new(clock.Speed, clock.Seconds, HydraulicRig.CycleDuration.TotalSeconds / clock.Speed);

    private static async Task<Results<Ok<TimeView>, ProblemHttpResult>> PutAsync(HttpRequest request, PlantClock clock, CancellationToken ct)
    {
        var (change, fault) = await RequestBody.ReadAsync<TimeChange>(request, ct);
        if (change is null)
            return Problems.Invalid(fault!);
        if (change.Speed is not { } speed || !(speed is >= PlantClock.MinimumSpeed and <= PlantClock.MaximumSpeed))
            return Problems.OutOfRange("speed", change.Speed, PlantClock.MinimumSpeed, PlantClock.MaximumSpeed, "× real time");
        clock.SetSpeed(speed);
        return TypedResults.Ok(View(clock));
    }
}
