using Faultline.Contracts;
using Faultline.Dashboard.Api;

namespace Faultline.Dashboard.Live;

/// <summary>All systems as they stand, fed by the API and the live hub.</summary>
public sealed class PlantState(TimeProvider time)
{
    private readonly SortedDictionary<int, SystemView> byNumber = [];
    private readonly Dictionary<SystemId, SystemView> byId = [];
    private readonly Dictionary<SystemId, LiveReadings> early = [];
    private readonly Dictionary<SystemId, Prediction> earlyPredictions = [];

    /// <summary>Systems in the order of their numbers.</summary>
    public IReadOnlyCollection<SystemView> Systems => byNumber.Values;

    /// <summary>Whether the list of systems has been loaded once.</summary>
    public bool Loaded { get; private set; }

    /// <summary>Something was applied; may come tens of times a second, so render through a <see cref="RenderThrottle"/>.</summary>
    public event Action? Changed;

    /// <summary>Values have arrived of a system or sensor that is not described yet: it was configured since. Comes with each such message.</summary>
    public event Action<SystemId>? Unknown;

    /// <summary>Values have arrived, after being applied.</summary>
    public event Action<LiveReadings>? ReadingsArrived;

    /// <summary>A live prediction has arrived, after being applied.</summary>
    public event Action<Prediction>? PredictionArrived;

    /// <summary>The system with this id, or null.</summary>
    public SystemView? Find(string? id) =>
        SystemId.IsValid(id) && byId.TryGetValue(new SystemId(id!), out var view) ? view : null;

    /// <summary>Adds or refreshes a system.</summary>
    public void Describe(SystemInfo info, IReadOnlyList<SensorInfo> sensors)
    {
        ArgumentNullException.ThrowIfNull(info);
        if (byId.TryGetValue(info.Id, out var view))
        {
            view.Describe(info, sensors);
        }
        else
        {
            byNumber[info.Number] = view = new SystemView(info, sensors);
            byId[info.Id] = view;
            if (early.Remove(info.Id, out var readings)) Apply(readings);
            if (earlyPredictions.Remove(info.Id, out var prediction)) Apply(prediction);
        }
        Loaded = true;
        Changed?.Invoke();
    }

    /// <summary>Marks the list as loaded, also when the plant has no system yet.</summary>
    public void MarkLoaded()
    {
        Loaded = true;
        Changed?.Invoke();
    }

    /// <summary>Applies live values; the newest of a system that is not yet described wait for that.</summary>
    public void Apply(LiveReadings readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        if (!byId.TryGetValue(readings.SystemId, out var view))
        {
            early[readings.SystemId] = readings;
            if (Loaded) Unknown?.Invoke(readings.SystemId);
            return;
        }
        if (!view.Describes(readings)) Unknown?.Invoke(readings.SystemId);
        view.Apply(readings, time.GetUtcNow());
        ReadingsArrived?.Invoke(readings);
        Changed?.Invoke();
    }

    /// <summary>Applies a prediction; that of a system that is not yet described waits for that.</summary>
    public void Apply(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        if (!byId.TryGetValue(prediction.SystemId, out var view))
        {
            earlyPredictions[prediction.SystemId] = prediction;
            return;
        }
        if (!view.Apply(prediction)) return;
        PredictionArrived?.Invoke(prediction);
        Changed?.Invoke();
    }
}
