using Faultline.Contracts;

namespace Faultline.Collector.Polling;

/// <summary>
/// Which sensors are due at a tick. The fastest are at every tick, the others at every n-th; when that one was left out, at the next. Not thread-safe.
/// </summary>
internal sealed class ReadPlan
{
    private readonly (long Every, SensorDefinition[] Sensors)[] groups;
    private readonly long[] lastTurn;
    private readonly Dictionary<int, RegisterSpan[]> spans = [];

    /// <param name="sensors">The sensors of a system.</param>
    /// <param name="speed">How many times faster than real time the plant runs.</param>
    public ReadPlan(IReadOnlyList<SensorDefinition> sensors, double speed)
    {
        var fastest = sensors.Min(sensor => sensor.SampleInterval);
        Interval = fastest / speed;
        groups = [.. sensors.GroupBy(sensor => (long)Math.Round(sensor.SampleInterval / fastest)).OrderBy(group => group.Key)
            .Select(group => (group.Key, group.ToArray()))];
        lastTurn = new long[groups.Length];
        Array.Fill(lastTurn, -1);
    }

    /// <summary>Time between ticks.</summary>
    public TimeSpan Interval { get; }

    /// <summary>The register spans to read at a tick, in rising order; ticks rise from call to call.</summary>
    public IReadOnlyList<RegisterSpan> Due(long tick)
    {
        var due = 0;
        for (var i = 0; i < groups.Length; i++)
        {
            var turn = tick / groups[i].Every;
            if (turn > lastTurn[i])
                due |= 1 << i;
            lastTurn[i] = Math.Max(turn, lastTurn[i]);
        }
        if (!spans.TryGetValue(due, out var found))
            spans[due] = found = RegisterSpan.Cover(groups.Where((_, i) => (due & (1 << i)) != 0).SelectMany(group => group.Sensors));
        return found;
    }

    /// <summary>A new connection begins to count ticks anew: everything is due.</summary>
    public void Restart() => Array.Fill(lastTurn, -1);
}
