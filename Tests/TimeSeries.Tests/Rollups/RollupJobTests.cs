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

        await AssertEqualAsync(database, all, "reading_1m", TimeSpan.FromMinutes(1));
        await AssertEqualAsync(database, all, "reading_1h", TimeSpan.FromHours(1));
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

        await AssertEqualAsync(database, all, "reading_1m", TimeSpan.FromMinutes(1));
        await AssertEqualAsync(database, all, "reading_1h", TimeSpan.FromHours(1));
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

    private static async Task AssertEqualAsync(TestDatabase database, List<Reading> readings, string table, TimeSpan width)
    {
        var expected = readings.GroupBy(reading => (Sensor: reading.Sensor.Value, Bucket: reading.SourceTime.UtcTicks / width.Ticks))
            .ToDictionary(group => group.Key, group => group.ToList());
        await using var command = database.DataSource.CreateCommand(
            $"SELECT sensor_id, bucket, minimum, maximum, sum, last, count, bad_count FROM {table}");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = 0;
        while (await reader.ReadAsync())
        {
            rows++;
            var group = expected[(reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1).UtcTicks / width.Ticks)];
            var good = group.Where(reading => reading.Quality.IsGood).ToList();
            Assert.Equal((group.Count, group.Count - good.Count), (reader.GetInt64(6), reader.GetInt64(7)));
            Assert.Equal(good.Sum(reading => reading.Value), reader.GetDouble(4), 6);
            if (good.Count == 0)
            {
                Assert.True(await reader.IsDBNullAsync(2) && await reader.IsDBNullAsync(3) && await reader.IsDBNullAsync(5));
                continue;
            }
            Assert.Equal(good.Min(reading => reading.Value), reader.GetDouble(2));
            Assert.Equal(good.Max(reading => reading.Value), reader.GetDouble(3));
            Assert.Contains(reader.GetDouble(5), good.Where(reading => reading.SourceTime == good.Max(other => other.SourceTime)).Select(reading => reading.Value));
        }
        Assert.Equal(expected.Count, rows);
    }
}
