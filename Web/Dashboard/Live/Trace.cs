namespace Faultline.Dashboard.Live;

/// <summary>The last values of one sensor, for a sparkline: a ring of fixed size that keeps at most one value per interval.</summary>
public sealed class Trace(int capacity, TimeSpan interval)
{
    private readonly (DateTimeOffset Time, double Value)[] ring = new (DateTimeOffset, double)[capacity];
    private int next;

    /// <summary>Number of values kept.</summary>
    public int Count { get; private set; }

    /// <summary>Rises with each value kept; tells whether a drawing is stale.</summary>
    public int Version { get; private set; }

    /// <summary>Keeps the value unless it comes sooner than the interval after the last one kept.</summary>
    public void Add(DateTimeOffset time, double value)
    {
        if (Count > 0 && time - this[Count - 1].Time < interval) return;
        ring[next] = (time, value);
        next = (next + 1) % ring.Length;
        Count = Math.Min(Count + 1, ring.Length);
        Version++;
    }

    /// <summary>The value at <paramref name="index"/>, oldest first.</summary>
    public (DateTimeOffset Time, double Value) this[int index] => ring[(next - Count + index + ring.Length) % ring.Length];
}
