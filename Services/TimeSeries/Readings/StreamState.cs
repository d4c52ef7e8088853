using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>One stream while a group of batches is stored.</summary>
internal sealed class StreamState(string collector, SystemId system)
{
    public string Collector { get; } = collector;

    public SystemId System { get; } = system;

    public long Sequence { get; set; }

    public long Readings { get; set; }

    public DateTimeOffset? LastTime { get; set; }

    public DateTimeOffset StoredAt { get; set; }

    /// <summary>Whether the batch is the next one; it counts as stored then.</summary>
    /// <exception cref="SequenceGapException">A batch between is missing.</exception>
    public bool Take(ReadingBatch batch)
    {
        if (batch.Sequence <= Sequence)
            return false;
        if (batch.Sequence != Sequence + 1)
            throw new SequenceGapException(Collector, System, Sequence + 1, batch.Sequence);
        Sequence = batch.Sequence;
        Readings += batch.Readings.Count;
        return true;
    }

    public void Note(DateTimeOffset time)
    {
        if (LastTime is not { } last || time > last)
            LastTime = time;
    }

    public StreamProgress ToProgress() => new(Collector, System, Sequence, Readings, LastTime, StoredAt);
}
