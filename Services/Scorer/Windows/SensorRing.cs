namespace Faultline.Scorer.Windows;

/// <summary>The newest good values of one sensor with their times; the oldest is overwritten. Not thread-safe.</summary>
/// <param name="capacity">Values kept; a power of two.</param>
/// <param name="slow">Whether it is sampled about once a bin.</param>
internal sealed class SensorRing(int capacity, bool slow = false)
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
    /// One value a bin, for equal bins that end at <paramref name="end"/>: bin i covers [end - (n - i) × width, end - (n - i - 1) × width). A bin
    /// without a value becomes NaN. The value is the mean of the bin's samples or, where values are held, of the middle half of them: there a sample
    /// that was stamped into the wrong bin is the odd one out. Of a slow sensor none can be left out; its samples are
    /// put where they belong by their own rhythm, so that one that came a little late is not taken for the next.
    /// </summary>
    public void Bin(double end, double width, Cut cut, Span<double> bins)
    {
        var start = end - (width * bins.Length);
        var first = FirstAfter(start - (width * 1.5));
        if (slow)
            start += Rhythm(first, start, width) + (cut.Lag * width);
        bins.Fill(double.NaN);
        var middle = new Midmean(cut.Held && !slow);
        var current = -1;
        for (var i = first; i < count; i++)
        {
            var (ticks, value) = items[i & (capacity - 1)];
            var bin = (int)Math.Floor((ticks - start) / width);
            if (bin < 0)
                continue;
            if (bin != current && current >= 0)
                bins[current] = middle.Take();
            if (bin >= bins.Length)
                return;
            current = bin;
            middle.Add(value);
        }
        if (current >= 0)
            bins[current] = middle.Take();
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

    // By how much bins must be moved for the samples' usual place (their circular mean) to be the middle of a bin: -width / 2 to width / 2.
    private double Rhythm(long first, double start, double width)
    {
        double sine = 0, cosine = 0;
        for (var i = first; i < count; i++)
        {
            var (s, c) = Math.SinCos((items[i & (capacity - 1)].Ticks - start) / width * Math.Tau);
            (sine, cosine) = (sine + s, cosine + c);
        }
        // Half a turn on, so that the place is counted from the middle of a bin.
        return Math.Atan2(-sine, -cosine) / Math.Tau * width;
    }

    private long FirstAfter(double ticks)
    {
        long low = Math.Max(0, count - capacity), high = count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (items[middle & (capacity - 1)].Ticks >= ticks)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
