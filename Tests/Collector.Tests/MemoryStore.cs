using System.Collections.Concurrent;
using Faultline.Collector.Storing;
using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Collector.Tests;

/// <summary>A database in memory with the real one's rules, that can be away.</summary>
internal sealed class MemoryStore : IReadingStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string, SystemId), long> stored = [];

    public ConcurrentQueue<ReadingBatch> Batches { get; } = new();

    public ConcurrentQueue<QuarantinedReading> Quarantined { get; } = new();

    public ConcurrentQueue<TextReading> Texts { get; } = new();

    public ConcurrentQueue<SystemId> Registered { get; } = new();

    public Signal Changed { get; } = new();

    /// <summary>Thrown by every call while it is set.</summary>
    public Exception? Away { get; set; }

    /// <summary>Commits, but fails to say so, once.</summary>
    public bool LoseNextAnswer { get; set; }

    public Task RegisterAsync(SystemDefinition system, CancellationToken cancellationToken)
    {
        Check();
        Registered.Enqueue(system.Id);
        return Task.CompletedTask;
    }

    public Task<StoreResult> StoreAsync(IReadOnlyList<ReadingBatch> batches, CancellationToken cancellationToken)
    {
        Check();
        List<ReadingBatch> taken = [];
        lock (gate)
        {
            var progress = new Dictionary<(string, SystemId), long>(stored);
            foreach (var batch in batches)
            {
                var last = progress.GetValueOrDefault((batch.Collector, batch.System));
                if (batch.Sequence <= last)
                    continue;
                if (batch.Sequence > last + 1)
                    throw new SequenceGapException(batch.Collector, batch.System, last + 1, batch.Sequence);
                progress[(batch.Collector, batch.System)] = batch.Sequence;
                taken.Add(batch);
            }
            foreach (var (stream, sequence) in progress)
                stored[stream] = sequence;
        }
        taken.ForEach(Batches.Enqueue);
        Changed.Set();
        if (LoseNextAnswer)
        {
            LoseNextAnswer = false;
            throw new IOException("the connection broke after the commit");
        }
        return Task.FromResult(new StoreResult(taken.Count, taken.Sum(batch => batch.Readings.Count), batches.Count - taken.Count, []));
    }

    public Task QuarantineAsync(IReadOnlyList<QuarantinedReading> readings, CancellationToken cancellationToken)
    {
        Check();
        foreach (var reading in readings)
            Quarantined.Enqueue(reading);
        Changed.Set();
        return Task.CompletedTask;
    }

    public Task TextsAsync(IReadOnlyList<TextReading> texts, CancellationToken cancellationToken)
    {
        Check();
        foreach (var text in texts)
            Texts.Enqueue(text);
        Changed.Set();
        return Task.CompletedTask;
    }

    private void Check()
    {
        Changed.Set();
        if (Away is { } reason)
            throw reason;
    }
}
