using Faultline.Contracts;
using Faultline.Tests.Databases;
using Xunit;
using static Faultline.TimeSeries.Tests.Machines;

namespace Faultline.TimeSeries.Tests.Readings;

[Collection(DatabaseCollection.Name)]
public sealed class ReadingQueryTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly SystemId One = new("hydraulic-1");

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task CatchUp_ReturnsWhatIsAfterFromUpToTo_InOrder_OfThatSystemOnly(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        await database.Get<SystemRegistry>().RegisterAsync(Rig(1));
        await database.Get<SystemRegistry>().RegisterAsync(Rig(2));
        var random = new Random(3);
        Reading[] readings = [.. Enumerable.Range(0, 60_000).Select(i => Reading(1 + random.Next(17), Math.Round(random.NextDouble() * 200, 3), i))];
        await database.Get<ReadingWriter>().StoreAsync(
            [Batch(1, readings), new ReadingBatch("line-1", new SystemId("hydraulic-2"), 1, [Reading(1, 100, system: 2)])]).WaitAsync(Patience);

        var from = Start.AddSeconds(10);
        var to = Start.AddSeconds(190);
        var caughtUp = await database.Get<ReadingQuery>().InOrderAsync(One, from, to).ToListAsync();

        var expected = readings.Where(reading => reading.SourceTime > from && reading.SourceTime <= to).ToList();
        Assert.Equal(expected.Count, caughtUp.Count);
        Assert.Equal(expected.Select(reading => (reading.SourceTime, reading.Sensor.Value)).Order(), caughtUp.Select(reading => (reading.SourceTime, reading.Sensor.Value)));
    }

    [SkippableFact]
    public async Task UnregisteredSystem_IsAnError_NotAnEmptyAnswer()
    {
        await using var database = await databases.CreateAsync();
        var query = database.Get<ReadingQuery>();

        await Assert.ThrowsAsync<StorageException>(() => query.LatestAsync(One));
        await Assert.ThrowsAsync<StorageException>(async () => await query.InOrderAsync(One, Start, Start.AddDays(1)).ToListAsync());
    }

    [Fact]
    public void CatchUpSteps_CoverTheSpanWithoutGap_AndFollowTheDensity()
    {
        var steps = new CatchUpSteps(Start, Start.AddDays(30));
        var (position, count, longest) = (Start, 0, TimeSpan.Zero);
        while (steps.Next() is var (start, end))
        {
            Assert.Equal(position, start);
            longest = end - start > longest ? end - start : longest;
            position = end;
            count++;
            steps.Adapt(rows: 0);
        }
        Assert.Equal(Start.AddDays(30), position);
        Assert.InRange(count, 30, 60);
        Assert.Equal(TimeSpan.FromDays(1), longest);
    }
}
