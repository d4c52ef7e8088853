namespace Faultline.Scorer.Windows;

/// <summary>The newest good values of one sensor with their times; the oldest is overwritten. Not thread-safe.</summary>
/// <param name="capacity">Values kept; a power of two.</param>
internal sealed class SensorRing(int capacity)
{
    private readonly (long Ticks, double Value)[] items = new (long, double)[capacity];
    private long count;

    /// <summary>Takes a value; one that is not newer than the last was there before and is passed over.</summary>
    public void Add(long ticks, double value)
    {
        if (count > 0 && ticks <= items[(count - 1) & (capacity - 1)].Ticks)
            return;
        items[count & (capacity - 1)] = (ticks, value);
        count++;
    }

    /// <summary>
    /// Means of the values in equal bins that end at <paramref name="end"/>: bin i covers [end - (n - i) × width, end - (n - i - 1) × width).
    /// A bin without a value becomes NaN.
    /// </summary>
    public void Bin(double end, double width, Span<double> means)
    {
        Span<int> counts = stackalloc int[means.Length];
        means.Clear();
        var start = end - (width * means.Length);
        // Newest first, so that the walk can end at the first value that is too old.
        for (var i = count - 1; i >= 0 && i >= count - capacity; i--)
        {
            var (ticks, value) = items[i & (capacity - 1)];
            if (ticks < start)
                break;
            var bin = (int)Math.Floor((ticks - start) / width);
            if (ticks >= end || bin >= means.Length)
                continue;
            means[bin] += value;
            counts[bin]++;
        }
        for (var i = 0; i < means.Length; i++)
            means[i] = counts[i] == 0 ? double.NaN : means[i] / counts[i];
    }

    /// <summary>Changes between neighbouring values within (<paramref name="from"/>, <paramref name="to"/>], newest first.</summary>
    public IEnumerable<(long Earlier, long Later, double Change)> Changes(double from, double to)
    {
        for (var i = count - 1; i >= 1 && i > count - capacity; i--)
        {
            var (later, value) = items[i & (capacity - 1)];
            var (earlier, former) = items[(i - 1) & (capacity - 1)];
            if (earlier <= from)
                yield break;
            if (later <= to)
                yield return (earlier, later, value - former);
        }
    }
}
