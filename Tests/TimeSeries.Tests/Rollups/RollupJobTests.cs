using Faultline.Contracts;
using Faultline.Tests.Databases;
using Npgsql;
using Xunit;
using static Faultline.TimeSeries.Tests.Machines;

namespace Faultline.TimeSeries.Tests.Rollups;

[Collection(DatabaseCollection.Name)]
public sealed class RollupJobTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task Rollups_EqualBruteForce_AlsoAfterLateReadings(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        var random = new Random(2026);
        List<Reading> all = [];
        for (var sequence = 1; sequence <= 30; sequence++)
        {
            // Each batch may reach back two days, into hours that were rolled up before.
            var offset = -random.Next(3) * 86_400d;
            Reading[] readings = [.. Enumerable.Range(0, 400).Select(_ => Some(random, offset))];
            await database.Get<ReadingWriter>().StoreAsync([Batch(sequence, readings)]).WaitAsync(Patience);
            all.AddRange(readings);
            if (sequence % 7 == 0)
                await database.RollUpAsync();
        }
        await database.RollUpAsync();

        await BruteForce.AssertEqualAsync(database, all);
    }

    [SkippableFact]
    public async Task Rollups_EqualBruteForce_WhileWritersWrite()
    {
        await using var database = await databases.CreateAsync();
        var job = database.Get<RollupJob>();
        var writing = Task.WhenAll(Enumerable.Range(1, 3).Select(async system =>
        {
            var random = new Random(system);
            List<Reading> stored = [];
            for (var sequence = 1; sequence <= 60; sequence++)
            {
                Reading[] readings = [.. Enumerable.Range(0, 50).Select(_ => Some(random, 0, system))];
                await database.Get<ReadingWriter>().StoreAsync([new ReadingBatch("line-1", new SystemId($"hydraulic-{system}"), sequence, readings)]);
                stored.AddRange(readings);
            }
            return stored;
        }));

        while (!writing.IsCompleted)
            await job.RunOnceAsync(TimeSpan.Zero).WaitAsync(Patience);
        var all = (await writing.WaitAsync(Patience)).SelectMany(stored => stored).ToList();
        Assert.True((await job.RunOnceAsync(TimeSpan.Zero).WaitAsync(Patience)).IsComplete);

        await BruteForce.AssertEqualAsync(database, all);
    }

    [SkippableFact]
    public async Task FillingMinute_IsLeftUntilItHadTheTimeToFill_AndChartsHaveItMeanwhile()
    {
        await using var database = await databases.CreateAsync();
        await database.Get<ReadingWriter>().StoreAsync([Batch(1, Reading(1, 0, 5), Reading(1, 1, 7), Reading(1, 2, 100, Quality.Bad))]).WaitAsync(Patience);

        var early = await database.Get<RollupJob>().RunOnceAsync().WaitAsync(Patience);
        var chart = await database.Get<SeriesQuery>().ReadAsync(
            SensorId.Create(1, 1), Start.AddHours(-1), Start.AddHours(1), ReadingResolution.OneMinute, 1000).WaitAsync(Patience);
        await database.ExecuteAsync("UPDATE rollup_dirty SET since = now() - interval '66 s'");
        var ripe = await database.Get<RollupJob>().RunOnceAsync().WaitAsync(Patience);
        var later = await database.Get<SeriesQuery>().ReadAsync(
            SensorId.Create(1, 1), Start.AddHours(-1), Start.AddHours(1), ReadingResolution.OneMinute, 1000).WaitAsync(Patience);

        Assert.Equal(new RollupResult(0, 0, IsComplete: true), early);
        Assert.Equal(new RollupResult(1, 1, IsComplete: true), ripe);
        Assert.Equal(new ReadingPoint(new DateTimeOffset(2026, 3, 14, 9, 26, 0, TimeSpan.Zero), 6, 5, 7, 6, 7, 3, 1), Assert.Single(chart.Points));
        Assert.Equal(chart.Points, later.Points);
    }

    [SkippableFact]
    public async Task SecondProcess_LeavesTheJobToTheFirst()
    {
        await using var database = await databases.CreateAsync();
        await database.Get<ReadingWriter>().StoreAsync(Batches(1, 1)).WaitAsync(Patience);
        await using var other = await database.DataSource.OpenConnectionAsync();
        await using (var hold = new NpgsqlCommand("SELECT pg_advisory_lock(x'464C524F4C4C5550'::bigint)", other))
            await hold.ExecuteNonQueryAsync();

        var result = await database.Get<RollupJob>().RunOnceAsync(TimeSpan.Zero).WaitAsync(Patience);

        Assert.Equal(new RollupResult(0, 0, IsComplete: false), result);
    }

    private static Reading Some(Random random, double offset, int system = 1) => Reading(
        1 + random.Next(3), offset + Math.Round(random.NextDouble() * 7200, 6), random.NextDouble() * 200,
        random.Next(5) switch { 0 => Quality.Bad, 1 => Quality.UncertainSensorNotAccurate, _ => Quality.Good }, system);
}
