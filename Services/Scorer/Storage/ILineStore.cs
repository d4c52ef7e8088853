using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Storage;

/// <summary>What the scorer asks of the database: the durable log behind the live line.</summary>
internal interface ILineStore
{
    /// <summary>Where processing of the system stopped; null at the first start.</summary>
    Task<Checkpoint?> CheckpointAsync(SystemId system, CancellationToken cancellationToken);

    /// <summary>Newest occurrence of each sensor and component.</summary>
    Task<IReadOnlyList<Alarm>> NewestAlarmsAsync(SystemId system, CancellationToken cancellationToken);

    /// <summary>How far each stream of the system is stored: collector to sequence.</summary>
    Task<IReadOnlyDictionary<string, long>> ProgressAsync(SystemId system, CancellationToken cancellationToken);

    /// <summary>Stored readings with from &lt; source time ≤ to in order.</summary>
    IAsyncEnumerable<Reading> ReadAsync(SystemId system, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Live predictions with from ≤ window end &lt; to in order, thinned to about one a load cycle.</summary>
    Task<IReadOnlyList<Prediction>> PredictionsAsync(SystemId system, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Stores transitions in order, each once; returns them with their numbers.</summary>
    Task<IReadOnlyList<AlarmTransition>> AppendAsync(IReadOnlyList<AlarmTransition> transitions, CancellationToken cancellationToken);

    /// <summary>Stores a prediction and, with it, a checkpoint where given.</summary>
    Task AddAsync(Prediction prediction, Checkpoint? checkpoint, CancellationToken cancellationToken);

    /// <summary>Stores a checkpoint alone.</summary>
    Task SetAsync(Checkpoint checkpoint, CancellationToken cancellationToken);
}
