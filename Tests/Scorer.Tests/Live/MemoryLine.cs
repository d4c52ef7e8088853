using System.Runtime.CompilerServices;
using Faultline.Contracts;
using Faultline.Scorer.Live;
using Faultline.Scorer.Storage;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Tests.Live;

/// <summary>The database and the announcements in memory; records in which order things happened.</summary>
internal sealed class MemoryLine : ILineStore, IAnnouncer
{
    private readonly Lock gate = new();
    private readonly List<ReadingBatch> batches = [];
    private long transitions;

    public Signal Changed { get; } = new();

    public List<string> Events { get; } = [];

    public List<AlarmTransition> Announced { get; } = [];

    public List<Prediction> Predictions { get; } = [];

    public List<AlarmTransition> Stored { get; } = [];

    public Checkpoint? Checkpoint { get; set; }

    public int Reads { get; private set; }

    /// <summary>While true every call fails as if the database were away.</summary>
    public bool IsAway { get; set; }

    public void Store(params ReadingBatch[] stored)
    {
        lock (gate)
            batches.AddRange(stored);
    }

    /// <summary>The first call, for the checkpoint, takes until this is done.</summary>
    public Task Restoring { get; set; } = Task.CompletedTask;

    public async Task<Checkpoint?> CheckpointAsync(SystemId system, CancellationToken cancellationToken)
    {
        await Restoring.WaitAsync(cancellationToken);
        return await Answer(() => Checkpoint);
    }

    public Task<IReadOnlyList<Alarm>> NewestAlarmsAsync(SystemId system, CancellationToken cancellationToken) => Answer<IReadOnlyList<Alarm>>(() =>
        [.. Stored.GroupBy(step => step.Alarm.Source).Select(group => group.MaxBy(step => step.TransitionId)!.Alarm)]);

    public Task<IReadOnlyDictionary<string, long>> ProgressAsync(SystemId system, CancellationToken cancellationToken) =>
        Answer<IReadOnlyDictionary<string, long>>(() =>
            batches.GroupBy(batch => batch.Collector).ToDictionary(group => group.Key, group => group.Max(batch => batch.Sequence)));

    public async IAsyncEnumerable<Reading> ReadAsync(
        SystemId system, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await Answer(() => batches.SelectMany(batch => batch.Readings)
            .Where(reading => reading.SourceTime > from && reading.SourceTime <= to).OrderBy(reading => reading.SourceTime).ToList());
        foreach (var reading in found)
            yield return reading;
        lock (gate)
            Reads++;
        Changed.Set();
    }

    public Task<IReadOnlyList<Prediction>> PredictionsAsync(SystemId system, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<Prediction>>(() => [.. Predictions.Where(prediction => prediction.WindowEnd >= from && prediction.WindowEnd < to)]);

    public Task<IReadOnlyList<AlarmTransition>> AppendAsync(IReadOnlyList<AlarmTransition> steps, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<AlarmTransition>>(() =>
        {
            AlarmTransition[] numbered = [.. steps.Select(step => step with { TransitionId = ++transitions })];
            Stored.AddRange(numbered);
            Events.AddRange(numbered.Select(step => $"stored {step.Event} {step.Alarm.Source}"));
            return numbered;
        });

    public Task AddAsync(Prediction prediction, Checkpoint? checkpoint, CancellationToken cancellationToken) => Answer(() =>
    {
        Predictions.Add(prediction);
        Checkpoint = checkpoint ?? Checkpoint;
        return true;
    });

    public Task SetAsync(Checkpoint checkpoint, CancellationToken cancellationToken) => Answer(() => Checkpoint = checkpoint);

    public Task AnnounceAsync(AlarmTransition transition) => Note(() =>
    {
        // The clock of a test runs far ahead of its few readings: alarms of silence are not what these tests look at.
        if (transition.Alarm.Kind != AlarmKind.NoData)
            Announced.Add(transition);
        Events.Add($"announced {transition.Event} {transition.Alarm.Source}");
    });

    public Task AnnounceAsync(Prediction prediction) => Note(() => Events.Add("announced prediction"));

    private Task<T> Answer<T>(Func<T> answer)
    {
        lock (gate)
        {
            Changed.Set();
            return IsAway ? Task.FromException<T>(new AwayException()) : Task.FromResult(answer());
        }
    }

    private Task Note(Action note)
    {
        lock (gate)
            note();
        Changed.Set();
        return Task.CompletedTask;
    }
}
