namespace Faultline.TimeSeries;

/// <summary>A reading or a bucket on its way into a chart, or several of them added up. NaN stands for a statistic of no good reading.</summary>
internal struct SeriesSample
{
    /// <summary>UTC ticks of the reading or the bucket's start.</summary>
    public long Ticks;

    /// <summary>What would be drawn.</summary>
    public double Value;

    public double Minimum;
    public double Maximum;
    public double Sum;
    public double Last;
    public long Count;
    public long BadCount;

    public readonly bool IsGood => Count > BadCount;

    public static SeriesSample Reading(long ticks, double value, bool isGood)
    {
        var statistic = isGood ? value : double.NaN;
        return new SeriesSample
        {
            Ticks = ticks, Value = value, Minimum = statistic, Maximum = statistic, Sum = isGood ? value : 0, Last = statistic, Count = 1, BadCount = isGood ? 0 : 1,
        };
    }

    public static SeriesSample Bucket(long ticks, double? minimum, double? maximum, double sum, double? last, long count, long badCount) => new()
    {
        Ticks = ticks, Value = count > badCount ? sum / (count - badCount) : double.NaN, Minimum = minimum ?? double.NaN, Maximum = maximum ?? double.NaN,
        Sum = sum, Last = last ?? double.NaN, Count = count, BadCount = badCount,
    };

    /// <summary>Adds a later one's statistics.</summary>
    public void Add(in SeriesSample later)
    {
        if (later.IsGood)
        {
            // Written so that NaN gives way to a number.
            Minimum = Minimum < later.Minimum ? Minimum : later.Minimum;
            Maximum = Maximum > later.Maximum ? Maximum : later.Maximum;
            Last = later.Last;
        }
        Sum += later.Sum;
        Count += later.Count;
        BadCount += later.BadCount;
    }

    /// <summary>Takes out the readings of one that gets a point of its own. The extremes stay: they are those of the stretch.</summary>
    public void Remove(in SeriesSample own)
    {
        Sum -= own.Sum;
        Count -= own.Count;
        BadCount -= own.BadCount;
    }

    /// <summary>The point at <paramref name="drawn"/> with these statistics.</summary>
    public readonly ReadingPoint ToPoint(in SeriesSample drawn, bool isSingle) => new(
        new DateTimeOffset(drawn.Ticks, TimeSpan.Zero),
        isSingle || drawn.IsGood ? Number(drawn.Value) : null,
        IsGood ? Number(Minimum) : null,
        IsGood ? Number(Maximum) : null,
        IsGood ? Sum / (Count - BadCount) : null,
        IsGood ? Number(Last) : isSingle ? Number(drawn.Value) : null,
        Count,
        BadCount);

    private static double? Number(double value) => double.IsNaN(value) ? null : value;
}
