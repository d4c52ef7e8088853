using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>The newest values and prediction of one system, in memory. Safe for concurrent use.</summary>
internal sealed class LiveSystem(SystemDefinition definition)
{
    private readonly Lock gate = new();
    private SystemDefinition definition = definition;
    private Dictionary<int, string> names = NamesOf(definition);
    private readonly Dictionary<string, LiveValue> values = [];
    private ReadingsUpdate? update;
    private DateTimeOffset newest;
    private ReadingBatch? traced;

    public SystemId Id => definition.Id;

    /// <summary>Newest prediction known; null before the first.</summary>
    public Prediction? Prediction { get; private set; }

    /// <summary>The newest values as one message: the same object until a newer value comes; null before the first.</summary>
    public ReadingsUpdate? Readings
    {
        get
        {
            lock (gate)
            {
                if (update is null && values.Count > 0)
                    (update, traced) = (new ReadingsUpdate(definition.Id, newest, new Dictionary<string, LiveValue>(values)) { Traced = traced }, null);
                return update;
            }
        }
    }

    /// <summary>Takes over how it is configured now: sensors that are new are followed from here on, values of those that are gone are dropped.</summary>
    public void Describe(SystemDefinition now)
    {
        lock (gate)
        {
            if (now.Sensors.SequenceEqual(definition.Sensors))
                return;
            (definition, names) = (now, NamesOf(now));
            foreach (var gone in values.Keys.Except(names.Values).ToArray())
                values.Remove(gone);
            update = null;
        }
    }

    /// <summary>Takes readings.</summary>
    /// <param name="readings">Older ones than known are left out.</param>
    /// <param name="batch">Their batch where that is traced: the next message carries it on.</param>
    public void Take(IEnumerable<Reading> readings, ReadingBatch? batch = null)
    {
        lock (gate)
        {
            traced = batch ?? traced;
            foreach (var reading in readings)
                Take(reading);
        }
    }

    /// <summary>Takes a prediction unless a newer one is known.</summary>
    public void Take(Prediction prediction)
    {
        lock (gate)
        {
            if (Prediction is null || prediction.WindowEnd > Prediction.WindowEnd)
                Prediction = prediction;
        }
    }

    private void Take(in Reading reading)
    {
        if (!names.TryGetValue(reading.Sensor.Value, out var name)
            || (values.TryGetValue(name, out var known) && known.Time >= reading.SourceTime))
            return;
        values[name] = new LiveValue(reading.Value, reading.Quality.Class, reading.SourceTime);
        newest = reading.SourceTime > newest ? reading.SourceTime : newest;
        update = null;
    }

    private static Dictionary<int, string> NamesOf(SystemDefinition definition) => definition.Sensors.ToDictionary(sensor => definition.IdOf(sensor).Value, sensor => sensor.Name);
}
