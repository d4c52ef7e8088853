using Faultline.Contracts;
using Faultline.Simulator.Machines;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.Simulator.Control;

/// <summary>/simulator/machines/{id}/sensors/{name}: what a sensor shows, and breaking it.</summary>
internal static class SensorsApi
{
    public static RouteGroupBuilder MapSensorsApi(this RouteGroupBuilder group)
    {
        group.MapGet("/machines/{id}/sensors/{name}", Get).WithSummary("What a sensor shows now, and since when it is tampered with");
        group.MapPut("/machines/{id}/sensors/{name}", PutAsync).WithSummary("Sticks, offsets or breaks a sensor, or lets it measure again");
        return group;
    }

    private static Results<Ok<SensorView>, ProblemHttpResult> Get(string id, string name, MachinePark park)
    {
        if (park.Find(id) is not { } machine)
            return Problems.NoMachine(id);
        return HydraulicRig.Find(name.ToUpperInvariant()) is { } sensor
            ? TypedResults.Ok(SensorView.Of(machine, sensor))
            : Problems.NoSensor(name);
    }

    private static async Task<Results<Ok<SensorView>, ProblemHttpResult>> PutAsync(
        string id, string name, HttpRequest request, MachinePark park, CancellationToken ct)
    {
        if (park.Find(id) is not { } machine)
            return Problems.NoMachine(id);
        if (HydraulicRig.Find(name.ToUpperInvariant()) is not { } sensor)
            return Problems.NoSensor(name);
        var (change, fault) = await RequestBody.ReadAsync<SensorChange>(request, ct);
        if (change is null)
            return Problems.Invalid(fault!);
        if (change.Mode is not { } mode)
            return Problems.Invalid("mode is absent; normal, stuck, offset and nan are accepted.");
        if (mode == SensorMode.Offset && change.Value is null)
            return Problems.Invalid("value is absent; offset needs what to add, in the sensor's unit.");
        // Nonsense is welcome (that is what quarantine is for), as long as a register can hold it.
        if (change.Value is { } value && !float.IsFinite((float)value))
            return Problems.OutOfRange("value", value, float.MinValue, float.MaxValue, sensor.Unit);

        machine.SetSensor(sensor.Ordinal - 1, mode, change.Value);
        return TypedResults.Ok(SensorView.Of(machine, sensor));
    }
}
