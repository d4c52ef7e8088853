using Xunit;

namespace Faultline.TimeSeries.Tests.Series;

public sealed class SeriesThinnerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    [Fact]
    public void RandomSeries_KeepWithinTheBudget_DrawBothExtremes_AndAccountForEveryReading()
    {
        var random = new Random(13);
        for (var round = 0; round < 400; round++)
        {
            var maxPoints = random.Next(2, 60);
            var samples = Samples(random, random.Next(1, 3000));
            var span = TimeSpan.FromTicks(samples[^1].Ticks - samples[0].Ticks + 1);
            var thinner = new SeriesThinner(span, TimeSpan.FromMicroseconds(1), maxPoints);
            foreach (var sample in samples)
                thinner.Add(sample);

            var points = thinner.Finish();

            var good = samples.Where(sample => sample.IsGood).ToList();
            Assert.InRange(points.Count, 1, maxPoints);
            Assert.Equal(samples.Count, points.Sum(point => point.Count));
            Assert.Equal(samples.Count - good.Count, points.Sum(point => point.BadCount));
            Assert.Equal(points.OrderBy(point => point.Time), points);
            Assert.Equal(samples.Count > maxPoints, thinner.Width is not null);
            if (good.Count == 0)
                continue;
            Assert.Equal(good.Min(sample => sample.Value), points.Min(point => point.Minimum));
            Assert.Equal(good.Max(sample => sample.Value), points.Max(point => point.Maximum));
            Assert.Contains(points, point => point.Value == good.Min(sample => sample.Value));
            Assert.Contains(points, point => point.Value == good.Max(sample => sample.Value));
            Assert.Equal(good.Sum(sample => sample.Value), points.Sum(point => (point.Mean ?? 0) * (point.Count - point.BadCount)), 6);
            Assert.All(points.Where(point => point.BadCount < point.Count), point => Assert.Contains(samples, sample => sample.Ticks == point.Time.UtcTicks && sample.Value == point.Value));
        }
    }

    [Fact]
    public void EveryBin_KeepsItsExtremes_AsStatistics()
    {
        var random = new Random(4);
        var samples = Samples(random, 20_000).Where(sample => sample.IsGood).ToList();
        var thinner = new SeriesThinner(TimeSpan.FromTicks(samples[^1].Ticks - samples[0].Ticks + 1), TimeSpan.FromMicroseconds(1), 50);
        foreach (var sample in samples)
            thinner.Add(sample);

        var points = thinner.Finish();

        var bins = samples.GroupBy(sample => sample.Ticks / thinner.Width!.Value.Ticks).ToList();
        Assert.Equal(bins.Select(bin => bin.Min(sample => sample.Value)), bins.Select(bin => PointsOf(bin.Key).Min(point => point.Minimum!.Value)));
        Assert.Equal(bins.Select(bin => bin.Max(sample => sample.Value)), bins.Select(bin => PointsOf(bin.Key).Max(point => point.Maximum!.Value)));

        IEnumerable<ReadingPoint> PointsOf(long bin) => points.Where(point => point.Time.UtcTicks / thinner.Width!.Value.Ticks == bin);
    }

    [Fact]
    public void SinglePeaks_OnAFlatLine_AreDrawn()
    {
        var thinner = new SeriesThinner(TimeSpan.FromSeconds(100_000), TimeSpan.FromMicroseconds(1), 100);
        int[] peaks = [1_111, 22_222, 55_555, 88_888];
        for (var i = 0; i < 100_000; i++)
            thinner.Add(SeriesSample.Reading(Start.AddSeconds(i).UtcTicks, Array.IndexOf(peaks, i) is var peak and >= 0 ? 10 + peak : 0, isGood: true));

        var points = thinner.Finish();

        Assert.Equal([10d, 11d, 12d, 13d], points.Where(point => point.Value > 0).Select(point => point.Value!.Value));
        Assert.Equal(peaks.Select(peak => Start.AddSeconds(peak)), points.Where(point => point.Value > 0).Select(point => point.Time));
    }

    [Fact]
    public void OnlyBadReadings_AreShownAsSuch()
    {
        var thinner = new SeriesThinner(TimeSpan.FromSeconds(1000), TimeSpan.FromMicroseconds(1), 10);
        for (var i = 0; i < 1000; i++)
            thinner.Add(SeriesSample.Reading(Start.AddSeconds(i).UtcTicks, i, isGood: false));

        var points = thinner.Finish();

        Assert.InRange(points.Count, 1, 10);
        Assert.All(points, point => Assert.Equal((null, null, null, point.BadCount), (point.Value, point.Minimum, point.Mean, point.Count)));
        Assert.Equal(1000, points.Sum(point => point.Count));
    }

    /// <summary>In order of time, with equal times, gaps and bad ones among them.</summary>
    private static List<SeriesSample> Samples(Random random, int count)
    {
        List<SeriesSample> samples = [];
        var time = Start;
        for (var i = 0; i < count; i++)
        {
            time += random.Next(20) switch { 0 => TimeSpan.Zero, 1 => TimeSpan.FromMinutes(random.Next(10)), _ => TimeSpan.FromMilliseconds(random.Next(1, 100)) };
            samples.Add(SeriesSample.Reading(time.UtcTicks, Math.Round(random.NextDouble() * 100, 2), random.Next(7) > 0));
        }
        return samples;
    }
}
