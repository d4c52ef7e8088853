namespace Faultline.TimeSeries;

/// <summary>
/// Thins a series to a number of points while it arrives, in memory bounded by that number. Bins of equal width at fixed times (so that a chart that moves on does not
/// flicker); of each the extremes of its quarters are kept, and of these the one is drawn that makes the largest triangle with the point before and the mean of the bin after
/// (largest-triangle-three-buckets: S. Steinarsson, "Downsampling Time Series for Visual Representation", 2013; over preselected extremes: J. Van Der Donckt
/// et al., "MinMaxLTTB", 2023). The lowest and the highest value of all are always drawn, and each point carries the extremes of its bin.
/// </summary>
internal sealed class SeriesThinner(TimeSpan span, TimeSpan unit, int maxPoints)
{
    private static readonly Comparer<SeriesBin> ByIndex = Comparer<SeriesBin>.Create((a, b) => a.Index.CompareTo(b.Index));

    private readonly List<SeriesSample> few = [];
    private readonly List<SeriesBin> bins = [];
    private readonly long width = maxPoints == 2 ? long.MaxValue / 8 : WidthOf(span, unit, maxPoints - 1).Ticks;
    private SeriesSample lowest;
    private SeriesSample highest;
    private bool isThinned;

    /// <summary>Width of the bins; null when nothing had to be thinned.</summary>
    public TimeSpan? Width => !isThinned ? null : maxPoints == 2 ? span : TimeSpan.FromTicks(width);

    /// <summary>
    /// A multiple of <paramref name="unit"/> of which at most <paramref name="most"/> touch the span wherever it starts. The first unit may begin before the span, hence the added
    /// unit.
    /// </summary>
    internal static TimeSpan WidthOf(TimeSpan span, TimeSpan unit, int most)
    {
        var units = ((span.Ticks + unit.Ticks - 1) / unit.Ticks) + 1;
        return unit * ((units + most - 2) / (most - 1));
    }

    /// <summary>Takes the next sample in order of time.</summary>
    public void Add(in SeriesSample sample)
    {
        if (!isThinned && few.Count < maxPoints)
        {
            few.Add(sample);
            return;
        }
        if (!isThinned)
        {
            isThinned = true;
            foreach (ref readonly var former in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(few))
                AddToBin(former);
            few.Clear();
        }
        AddToBin(sample);
    }

    /// <summary>The points, in order of time; at most as many as asked for.</summary>
    public IReadOnlyList<ReadingPoint> Finish()
    {
        if (!isThinned)
            return few.ConvertAll(sample => sample.ToPoint(sample, isSingle: true));
        foreach (var bin in bins)
            bin.Close();
        if (lowest.IsGood)
        {
            Draw(lowest);
            Draw(highest);
        }
        ChooseTriangles();
        return [.. bins.SelectMany(bin => bin.Points())];
    }

    private void AddToBin(in SeriesSample sample)
    {
        var index = sample.Ticks / width;
        if (bins.Count == 0 || bins[^1].Index != index)
            bins.Add(new SeriesBin(index, width));
        bins[^1].Add(sample);
        if (!sample.IsGood)
            return;
        if (!lowest.IsGood || sample.Minimum < lowest.Minimum)
            lowest = sample;
        if (!highest.IsGood || sample.Maximum > highest.Maximum)
            highest = sample;
    }

    /// <summary>Sees to it that a sample is drawn. An extreme of all is one of its quarter, hence a candidate.</summary>
    private void Draw(SeriesSample extreme)
    {
        var bin = bins[bins.BinarySearch(new SeriesBin(extreme.Ticks / width, width), ByIndex)];
        var candidate = bin.Candidates.FindIndex(sample => sample.Ticks == extreme.Ticks && sample.Minimum.Equals(extreme.Minimum) && sample.Maximum.Equals(extreme.Maximum));
        if (bin.Chosen < 0)
            bin.Chosen = candidate;
        else if (bin.Chosen != candidate)
            bin.Extra = candidate;
    }

    private void ChooseTriangles()
    {
        SeriesSample? before = null;
        for (var i = 0; i < bins.Count; i++)
        {
            var bin = bins[i];
            if (bin.Chosen < 0)
                bin.Chosen = before is { } point ? Largest(bin.Candidates, point, After(i)) : 0;
            if (bin.Candidates[bin.Chosen].IsGood)
                before = bin.Candidates[bin.Chosen];
        }
    }

    /// <summary>Mean time and value of the next bin that has good readings; null after the last.</summary>
    private (double Ticks, double Value)? After(int i)
    {
        for (var next = i + 1; next < bins.Count; next++)
        {
            if (bins[next].Candidates is [{ IsGood: true }, ..] candidates)
                return (candidates.Average(sample => (double)sample.Ticks), candidates.Average(sample => sample.Value));
        }
        return null;
    }

    private static int Largest(List<SeriesSample> candidates, in SeriesSample before, (double Ticks, double Value)? after)
    {
        if (after is not var (afterTicks, afterValue))
            return candidates.Count - 1;
        var (chosen, largest) = (0, -1.0);
        for (var i = 0; i < candidates.Count; i++)
        {
            var area = Math.Abs(
                ((before.Ticks - afterTicks) * (candidates[i].Value - before.Value)) - (((double)before.Ticks - candidates[i].Ticks) * (afterValue - before.Value)));
            if (area > largest)
                (chosen, largest) = (i, area);
        }
        return chosen;
    }
}
