using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.EndToEnd.Line;

/// <summary>Reads from the simulator what it replayed: the truth of the live line.</summary>
public static class ReplayedCycles
{
    /// <summary>Awaits <paramref name="count"/> finished cycles of a machine; predictions coming in are the sign to look again.</summary>
    public static async Task<IReadOnlyList<ReplayedCycle>> FinishedAsync(
        Plant plant, LiveHub hub, string machine, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await plant.GetAsync($"/simulator/machines/{machine}/cycles");
            var cycles = answer.EnumerateArray()
                .Where(cycle => cycle.GetProperty("finished").GetBoolean())
                .Select(cycle => Read(machine, cycle))
                .OrderBy(cycle => cycle.StartedAt)
                .ToList();
            if (cycles.Count >= count)
                return cycles;
            var seen = hub.Seen<Prediction>().Count;
            await hub.PredictionAsync(_ => hub.Seen<Prediction>().Count > seen + 20, TimeSpan.FromMinutes(2));
        }
    }

    private static ReplayedCycle Read(string machine, JsonElement cycle) => new(
        machine,
        cycle.GetProperty("recorded_row").GetInt32(),
        cycle.GetProperty("started_at").GetDateTimeOffset(),
        cycle.GetProperty("ended_at").GetDateTimeOffset(),
        ComponentClasses.All.ToDictionary(
            component => component,
            component => cycle.GetProperty("conditions").GetProperty(JsonNamingPolicy.SnakeCaseLower.ConvertName($"{component}")).GetDouble()));
}
