namespace Faultline.Scorer.Windows;

/// <summary>Collects the samples of one bin after another: their mean, or the mean of the middle half by value (the midmean), which a few wrong samples do not move.</summary>
/// <param name="middleHalf">Whether a quarter is left out on each side.</param>
internal ref struct Midmean(bool middleHalf)
{
    private readonly List<double>? values = middleHalf ? new(64) : null;
    private double sum;
    private int count;

    public void Add(double value)
    {
        values?.Add(value);
        sum += value;
        count++;
    }

    /// <summary>The mean of what was added since the last call; NaN when nothing was.</summary>
    public double Take()
    {
        var mean = values is { Count: >= 4 } ? OfMiddle(values) : sum / count;
        values?.Clear();
        (sum, count) = (0, 0);
        return mean;
    }

    private static double OfMiddle(List<double> values)
    {
        values.Sort();
        var cut = values.Count / 4;
        double sum = 0;
        for (var i = cut; i < values.Count - cut; i++)
            sum += values[i];
        return sum / (values.Count - (2 * cut));
    }
}
