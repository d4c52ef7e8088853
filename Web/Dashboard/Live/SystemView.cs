using Faultline.Contracts;
using Faultline.Dashboard.Api;

namespace Faultline.Dashboard.Live;

/// <summary>What is known of one system now.</summary>
public sealed class SystemView(SystemInfo info, IReadOnlyList<SensorInfo> sensors)
{
    /// <summary>Half a second between the points of a sparkline, over one load cycle of 60 s.</summary>
    private static readonly TimeSpan TraceInterval = TimeSpan.FromSeconds(0.5);

    private const int TraceLength = 120;

    private HashSet<string> names = NamesOf(sensors);
    private readonly Dictionary<string, LiveValue> latest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Trace> traces = new(StringComparer.Ordinal);

    /// <summary>Id, number and name.</summary>
    public SystemInfo Info { get; private set; } = info;

    /// <summary>Its sensors.</summary>
    public IReadOnlyList<SensorInfo> Sensors { get; private set; } = sensors;

    /// <summary>Newest prediction.</summary>
    public Prediction? Prediction { get; private set; }

    /// <summary>When values last arrived, by this browser's clock; null when never.</summary>
    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>Latest value of a sensor; null when none has arrived.</summary>
    public LiveValue? ValueOf(string sensor) => latest.TryGetValue(sensor, out var value) ? value : null;

    /// <summary>The sensor called <paramref name="name"/>.</summary>
    public SensorInfo? SensorNamed(string name) => Sensors.FirstOrDefault(sensor => sensor.Name == name);

    /// <summary>Whether every sensor of the message is among <see cref="Sensors"/>.</summary>
    public bool Describes(LiveReadings readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        return readings.Values.Keys.All(names.Contains);
    }

    /// <summary>Recent course of a sensor.</summary>
    public Trace TraceOf(string sensor)
    {
        if (!traces.TryGetValue(sensor, out var trace)) traces[sensor] = trace = new Trace(TraceLength, TraceInterval);
        return trace;
    }

    /// <summary>Takes over a fresh description, keeping the values.</summary>
    public void Describe(SystemInfo description, IReadOnlyList<SensorInfo> list) =>
        (Info, Sensors, names) = (description, list, NamesOf(list));

    /// <summary>Takes over live values; older ones than those known are ignored sensor by sensor.</summary>
    public void Apply(LiveReadings readings, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ReceivedAt = receivedAt;
        foreach (var (name, value) in readings.Values)
        {
            if (latest.TryGetValue(name, out var known) && value.Time < known.Time) continue;
            latest[name] = value;
            if (value.Quality == QualityClass.Good) TraceOf(name).Add(value.Time, value.Value);
        }
    }

    /// <summary>Takes over a prediction of the live line unless a newer one is known.</summary>
    public bool Apply(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        if (prediction.Source != PredictionSource.Live || Prediction is { } known && known.WindowEnd > prediction.WindowEnd) return false;
        Prediction = prediction;
        return true;
    }

    private static HashSet<string> NamesOf(IReadOnlyList<SensorInfo> list) => list.Select(sensor => sensor.Name).ToHashSet(StringComparer.Ordinal);
}
