using Faultline.Simulator.Machines;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.Simulator.Control;

/// <summary>GET /simulator/machines…: what the machines are doing, and the truth about their cycles.</summary>
internal static class MachinesApi
{
    private const int DefaultCycles = 1000;
    private const int MostCycles = 10_000;

    public static RouteGroupBuilder MapMachinesApi(this RouteGroupBuilder group)
    {
        group.MapGet("/machines", List).WithSummary("All machines");
        group.MapGet("/machines/{id}", Get).WithSummary("One machine, by number or system id");
        group.MapGet("/machines/{id}/cycles", Cycles).WithSummary("The present and the latest load cycles with their true conditions, latest first");
        return group;
    }

    private static IReadOnlyList<MachineView> List(MachinePark park, PlantClock clock) =>
        [.. park.Machines.Select(machine => MachineView.Of(machine, clock))];

    private static Results<Ok<MachineView>, ProblemHttpResult> Get(string id, MachinePark park, PlantClock clock) =>
        park.Find(id) is { } machine ? TypedResults.Ok(MachineView.Of(machine, clock)) : Problems.NoMachine(id);

    private static Results<Ok<IReadOnlyList<CycleView>>, ProblemHttpResult> Cycles(string id, MachinePark park, int count = DefaultCycles)
    {
        if (park.Find(id) is not { } machine)
            return Problems.NoMachine(id);
        if (count is < 1 or > MostCycles)
            return Problems.OutOfRange("count", count, 1, MostCycles, "");
        return TypedResults.Ok<IReadOnlyList<CycleView>>([.. machine.Cycles(count).Select(CycleView.Of)]);
    }
}
