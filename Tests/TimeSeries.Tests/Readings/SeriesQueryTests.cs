using Faultline.Contracts;
using Faultline.Tests.Databases;
using Xunit;
using static Faultline.TimeSeries.Tests.Machines;

namespace Faultline.TimeSeries.Tests.Readings;

[Collection(DatabaseCollection.Name)]
public sealed class SeriesQueryTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly SensorId Sensor = SensorId.Create(1, 1);

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task ThinnedSeries_KeepsWithinTheBudget_AndLosesNoPeak(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        var random = new Random(11);
        Reading[] readings = [.. Enumerable.Range(0, 30_000).Select(i => Reading(1, i * 0.1, random.NextDouble()))];
        readings[12_345] = readings[12_345] with { Value = 99 };
        readings[23_456] = readings[23_456] with { Value = -99 };
        readings[5] = readings[5] with { Value = 1e9, Quality = Quality.Bad };
        await database.Get<ReadingWriter>().StoreAsync([Batch(1, readings)]).WaitAsync(Patience);
        await database.RollUpAsync();

        foreach (var resolution in new[] { ReadingResolution.Auto, ReadingResolution.Raw, ReadingResolution.OneMinute, ReadingResolution.OneHour })
        {
            foreach (var maxPoints in new[] { 2, 3, 7, 100, 1000 })
            {
                var series = await database.Get<SeriesQuery>().ReadAsync(Sensor, Start, Start.AddSeconds(3000), resolution, maxPoints).WaitAsync(Patience);

                Assert.InRange(series.Points.Count, 1, maxPoints);
                Assert.Equal(99, series.Points.Max(point => point.Maximum));
                Assert.Equal(-99, series.Points.Min(point => point.Minimum));
                Assert.Equal(30_000, series.Points.Sum(point => point.Count));
                Assert.Equal(1, series.Points.Sum(point => point.BadCount));
                Assert.Equal(series.Points.OrderBy(point => point.Time), series.Points);
            }
        }
    }

    [SkippableFact]
    public async Task FewReadings_ComeAsTheyAre_BadOnesWithoutStatistics()
    {
        await using var database = await databases.CreateAsync();
        await database.Get<ReadingWriter>().StoreAsync([Batch(1, Reading(1, 1, 5), Reading(1, 2, 6, Quality.BadNoCommunication))]).WaitAsync(Patience);

        var series = await database.Get<SeriesQuery>().ReadAsync(Sensor, Start, Start.AddSeconds(10), ReadingResolution.Auto, 100).WaitAsync(Patience);

        Assert.Equal((ReadingResolution.Raw, null), (series.Resolution, series.Bucket));
        Assert.Equal(new ReadingPoint(Start.AddSeconds(1), 5, 5, 5, 5, 5, 1, 0), series.Points[0]);
        Assert.Equal(new ReadingPoint(Start.AddSeconds(2), 6, null, null, null, 6, 1, 1), series.Points[1]);
    }

    [Theory]
    [InlineData(1, ReadingResolution.Raw)]
    [InlineData(2, ReadingResolution.OneMinute)]
    [InlineData(24 * 14, ReadingResolution.OneMinute)]
    [InlineData(24 * 15, ReadingResolution.OneHour)]
    public void Auto_IsChosenByTheSpan(int hours, ReadingResolution expected) => Assert.Equal(expected, SeriesQuery.Choose(TimeSpan.FromHours(hours)));

    [Fact]
    public void Width_NeverGivesMoreBinsThanAsked_WhereverTheSpanStarts()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var unit = TimeSpan.FromMinutes(random.Next(2) == 0 ? 1 : 60);
            var span = TimeSpan.FromTicks(1 + random.NextInt64(TimeSpan.FromDays(40).Ticks));
            var maxPoints = random.Next(2, 500);
            var width = SeriesThinner.WidthOf(span, unit, maxPoints);
            var from = random.NextInt64(TimeSpan.FromDays(100).Ticks);
            var firstUnit = from / unit.Ticks * unit.Ticks;
            var bins = ((from + span.Ticks - 1) / width.Ticks) - (firstUnit / width.Ticks) + 1;
            Assert.True(bins <= maxPoints, $"{bins} bins of {width} for {span} and {maxPoints} points");
        }
    }
}
