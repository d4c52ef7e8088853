namespace Faultline.TimeSeries;

/// <summary>
/// One bin of a thinned series: the statistics of its readings and, of each quarter of it, the samples with the lowest and the highest value as candidates
/// for what is drawn. So a bin keeps at most eight samples, however many it is made of.
/// </summary>
/// <param name="index">Which multiple of the width.</param>
/// <param name="width">Width in ticks.</param>
internal sealed class SeriesBin(long index, long width)
{
    private const int Parts = 4;

    private readonly List<SeriesSample> candidates = new(4);
    private SeriesSample all;
    private SeriesSample low;
    private SeriesSample high;
    private int part = -1;

    public long Index { get; } = index;

    /// <summary>Statistics of all its samples.</summary>
    public ref SeriesSample All => ref all;

    /// <summary>Candidates in order of time; after <see cref="Close"/>. Only one without a good reading when there is no other.</summary>
    public List<SeriesSample> Candidates => candidates;

    /// <summary>Which candidate is drawn.</summary>
    public int Chosen { get; set; } = -1;

    /// <summary>A second candidate that is drawn, of both extremes in one bin; -1 for none.</summary>
    public int Extra { get; set; } = -1;

    public void Add(in SeriesSample sample)
    {
        if (all.Count == 0)
        {
            all = sample;
            low = high = sample;
            part = PartOf(sample);
            return;
        }
        all.Add(sample);
        if (!sample.IsGood)
            return;
        var itsPart = PartOf(sample);
        if (itsPart != part || !low.IsGood)
        {
            Close();
            (low, high, part) = (sample, sample, itsPart);
            return;
        }
        if (sample.Minimum < low.Minimum)
            low = sample;
        if (sample.Maximum > high.Maximum)
            high = sample;
    }

    /// <summary>Makes candidates of the part that is open.</summary>
    public void Close()
    {
        if (part < 0)
            return;
        part = -1;
        if (candidates.Count == 1 && !candidates[0].IsGood)
            candidates.Clear();
        if (!low.IsGood)
        {
            if (candidates.Count == 0)
                candidates.Add(low);
            return;
        }
        candidates.Add(low.Ticks <= high.Ticks ? low : high);
        if (low.Ticks != high.Ticks || !low.Value.Equals(high.Value))
            candidates.Add(low.Ticks <= high.Ticks ? high : low);
    }

    /// <summary>The points of the bin, in order of time.</summary>
    public IEnumerable<ReadingPoint> Points()
    {
        var main = candidates[Chosen];
        if (Extra < 0)
            return [all.ToPoint(main, isSingle: false)];
        var extra = candidates[Extra];
        var rest = all;
        rest.Remove(extra);
        ReadingPoint[] points = [rest.ToPoint(main, isSingle: false), extra.ToPoint(extra, isSingle: false)];
        return Chosen < Extra ? points : points.Reverse();
    }

    private int PartOf(in SeriesSample sample) => (int)((sample.Ticks - (Index * width)) * Parts / width);
}
