using Faultline.Contracts;
using Faultline.Scorer.Live;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Storage;

/// <summary>The database as <see cref="ILineStore"/>.</summary>
internal sealed class LineStore(ReadingQuery readings, AlarmStore alarms, PredictionStore predictions, CheckpointStore checkpoints) : ILineStore
{
    /// <summary>Name of this consumer in the table of checkpoints.</summary>
    public const string Consumer = "scorer";

    public Task<Checkpoint?> CheckpointAsync(SystemId system, CancellationToken cancellationToken) =>
        checkpoints.FindAsync(Consumer, system, cancellationToken);

    public Task<IReadOnlyList<Alarm>> NewestAlarmsAsync(SystemId system, CancellationToken cancellationToken) =>
        alarms.NewestAsync(system, cancellationToken);

    public async Task<IReadOnlyDictionary<string, long>> ProgressAsync(SystemId system, CancellationToken cancellationToken) =>
        (await readings.ProgressAsync(system, cancellationToken)).ToDictionary(stream => stream.Collector, stream => stream.Sequence);

    public IAsyncEnumerable<Reading> ReadAsync(SystemId system, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        readings.InOrderAsync(system, from, to, cancellationToken);

    public Task<IReadOnlyList<Prediction>> PredictionsAsync(SystemId system, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        predictions.RangeAsync(system, from, to, SystemLife.Capacity, PredictionSource.Live, cancellationToken);

    public Task<IReadOnlyList<AlarmTransition>> AppendAsync(IReadOnlyList<AlarmTransition> transitions, CancellationToken cancellationToken) =>
        alarms.AppendAsync(transitions, null, cancellationToken);

    public Task AddAsync(Prediction prediction, Checkpoint? checkpoint, CancellationToken cancellationToken) =>
        predictions.AddAsync(prediction, checkpoint, cancellationToken);

    public Task SetAsync(Checkpoint checkpoint, CancellationToken cancellationToken) => checkpoints.SetAsync(checkpoint, cancellationToken);
}
