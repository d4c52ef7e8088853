using Faultline.Contracts;
using Faultline.Simulator.Machines;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.Simulator.Control;

/// <summary>PUT /simulator/machines/{id}/conditions/{component}: wear and repair.</summary>
internal static class ConditionsApi
{
    private const double LongestRamp = 10_000_000;

    public static RouteGroupBuilder MapConditionsApi(this RouteGroupBuilder group)
    {
        group.MapPut("/machines/{id}/conditions/{component}", PutAsync)
            .WithSummary("Sets a component's condition at once, or ramps it linearly in machine time (degradation)");
        return group;
    }

    private static async Task<Results<Ok<ConditionView>, ProblemHttpResult>> PutAsync(
        string id, string component, HttpRequest request, MachinePark park, PlantClock clock, CancellationToken ct)
    {
        if (park.Find(id) is not { } machine)
            return Problems.NoMachine(id);
        if (Find(component) is not { } part)
            return Problems.NoComponent(component);
        var (change, fault) = await RequestBody.ReadAsync<ConditionChange>(request, ct);
        if (change is null)
            return Problems.Invalid(fault!);
        if (!machine.Adjustable)
            return Problems.Replaying(machine.Id);
        var levels = ComponentClasses.Of(part);
        if (change.Value is not { } value || !(value >= levels.Min() && value <= levels.Max()))
            return Problems.OutOfRange("value", change.Value, levels.Min(), levels.Max(), ComponentClasses.UnitOf(part));
        if (!(change.RampSeconds is >= 0 and <= LongestRamp))
            return Problems.OutOfRange("ramp_seconds", change.RampSeconds, 0, LongestRamp, "machine seconds");

        machine.SetCondition(part, value, change.RampSeconds);
        return TypedResults.Ok(MachineView.ConditionOf(machine, clock, part, machine.Cycles(1)[0]));
    }

    private static Component? Find(string name)
    {
        foreach (var component in ComponentClasses.All)
        {
            if (string.Equals(component.ToString(), name, StringComparison.OrdinalIgnoreCase))
                return component;
        }
        return null;
    }
}
