using Faultline.Contracts;

namespace Faultline.Alarms.NoData;

/// <summary>
/// Silence of one system's sensors. When all of them are silent, that is one alarm of the system and not one of each: a sensor's own is raised only once another sensor has
/// told something newer, or twice its limit has passed.
/// </summary>
internal sealed class NoDataRule
{
    /// <summary>Source of the alarm that no sensor tells anything.</summary>
    public const string WholeSystem = "system";

    private readonly Dictionary<int, (SensorDefinition Sensor, SilenceMonitor Monitor)> sensors = [];

    /// <summary>Adds a sensor that has a limit.</summary>
    public void Add(SensorId id, SensorDefinition sensor, TimeSpan limit) => sensors[id.Value] = (sensor, new SilenceMonitor(limit));

    /// <summary>Whether a source of alarms belongs to this rule.</summary>
    public bool Knows(string source) => source == WholeSystem || sensors.Values.Any(entry => entry.Sensor.Name == source);

    /// <summary>Takes a reading of any quality; true when it is good and its sensor is watched.</summary>
    public bool Update(in Reading reading)
    {
        if (!sensors.TryGetValue(reading.Sensor.Value, out var entry))
            return false;
        entry.Monitor.Update(reading);
        return reading.Quality.IsGood;
    }

    /// <summary>What is silent now: source of the alarm, since when it is one, the limit, and the sensor (null for the whole system).</summary>
    public IReadOnlyList<Silence> At(DateTimeOffset now)
    {
        var watched = 0;
        DateTimeOffset? newest = null;
        List<(SensorDefinition Sensor, SilenceMonitor Monitor, DateTimeOffset Since)> silent = [];
        foreach (var (sensor, monitor) in sensors.Values)
        {
            monitor.Begin(now);
            if (monitor.LastGood is not { } last)
                continue;
            watched++;
            newest = last > newest || newest is null ? last : newest;
            if (monitor.SilentAt(now) is { } since)
                silent.Add((sensor, monitor, since));
        }
        if (silent.Count > 1 && silent.Count == watched)
            return [new Silence(WholeSystem, silent.Max(entry => entry.Since), silent.Max(entry => entry.Monitor.Limit), null)];
        return
        [
            .. silent.Where(entry => newest >= entry.Since - (entry.Monitor.Limit / 2) || now >= entry.Since + entry.Monitor.Limit || watched == 1)
                .Select(entry => new Silence(entry.Sensor.Name, entry.Since, entry.Monitor.Limit, entry.Sensor)),
        ];
    }
}
