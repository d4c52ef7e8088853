using Faultline.Contracts;
using Faultline.Tests.Databases;
using Npgsql;
using Xunit;
using static Faultline.TimeSeries.Tests.Machines;

namespace Faultline.TimeSeries.Tests.Readings;

[Collection(DatabaseCollection.Name)]
public sealed class ReadingWriterTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task Batches_AreStored_WithEveryBit(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        await database.Get<SystemRegistry>().RegisterAsync(Rig());
        Reading[] readings =
        [
            Reading(1, 0, -0.1), Reading(1, 0.000001, double.MaxValue, Quality.BadSensorFailure),
            Reading(17, 0.02, double.Epsilon, Quality.UncertainLastUsableValue), Reading(2, -3600 * 24 * 400, 4),
            Reading(3, 0.01, 5, Quality.OfStatus(0x00000480)), Reading(4, 0.01, 6) with { ServerTime = Start.AddDays(-1).AddMicroseconds(3) },
            Reading(5, 0.01, 7, Quality.OfStatus(0x8031FFFF)) with { ServerTime = Start.AddMicroseconds(7) },
        ];

        var result = await database.Get<ReadingWriter>().StoreAsync([Batch(1, readings)]).WaitAsync(Patience);

        Assert.Equal((1, 7L, 0), (result.StoredBatches, result.StoredReadings, result.SkippedBatches));
        var stored = await database.Get<ReadingQuery>().InOrderAsync(new SystemId("hydraulic-1"), Start.AddDays(-500), Start.AddDays(1)).ToListAsync();
        Assert.Equal(readings.OrderBy(reading => reading.SourceTime).ThenBy(reading => reading.Sensor.Value), stored);
        var latest = await database.Get<ReadingQuery>().LatestAsync([.. readings[4..].Select(reading => reading.Sensor)]);
        Assert.Equal(readings[4..], latest);
    }

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task Replays_AreSkipped_AndOverlapsStoredFromWhereTheyAreNew(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        var writer = database.Get<ReadingWriter>();

        await writer.StoreAsync(Batches(1, 10)).WaitAsync(Patience);
        var replay = await writer.StoreAsync(Batches(1, 10)).WaitAsync(Patience);
        var overlap = await writer.StoreAsync(Batches(8, 15)).WaitAsync(Patience);

        Assert.Equal((0, 10), (replay.StoredBatches, replay.SkippedBatches));
        Assert.Equal((5, 3), (overlap.StoredBatches, overlap.SkippedBatches));
        Assert.Equal(15, await database.ScalarAsync<long>("SELECT count(*) FROM reading"));
        Assert.Equal(15, await database.ScalarAsync<long>("SELECT count(DISTINCT value) FROM reading"));
        var progress = Assert.Single(await database.Get<ReadingQuery>().ProgressAsync(null));
        Assert.Equal((15, 15, Start.AddSeconds(15)), (progress.Sequence, progress.Readings, progress.LastTime));
    }

    [SkippableFact]
    public async Task Gap_IsRejected_AndNothingOfTheCallStored()
    {
        await using var database = await databases.CreateAsync();
        var writer = database.Get<ReadingWriter>();
        await writer.StoreAsync(Batches(1, 2)).WaitAsync(Patience);

        var gap = await Assert.ThrowsAsync<SequenceGapException>(() => writer.StoreAsync([.. Batches(3, 4), .. Batches(6, 6)]));
        var late = await Assert.ThrowsAsync<SequenceGapException>(() => writer.StoreAsync([Batch(7) with { Collector = "line-2" }]));

        Assert.Equal((5, 6), (gap.Expected, gap.Actual));
        Assert.Contains("(line-2, hydraulic-1)", late.Message, StringComparison.Ordinal);
        Assert.Equal(2, await database.ScalarAsync<long>("SELECT count(*) FROM reading"));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM ingest_progress"));
    }

    [SkippableFact]
    public async Task EmptyBatch_AdvancesTheStream()
    {
        await using var database = await databases.CreateAsync();
        var writer = database.Get<ReadingWriter>();

        await writer.StoreAsync([Batch(1)]).WaitAsync(Patience);
        var result = await writer.StoreAsync([Batch(2, Reading(1, 0))]).WaitAsync(Patience);

        Assert.Equal((2, 1L), (result.Streams[0].Sequence, result.Streams[0].Readings));
    }

    [SkippableFact]
    public async Task Latest_IsTheNewestBySourceTime_NotByArrival()
    {
        await using var database = await databases.CreateAsync();
        await database.Get<SystemRegistry>().RegisterAsync(Rig());
        var writer = database.Get<ReadingWriter>();

        await writer.StoreAsync([Batch(1, Reading(1, 5, 50), Reading(2, 1, 10), Reading(1, 4, 40))]).WaitAsync(Patience);
        await writer.StoreAsync([Batch(2, Reading(1, 3, 30), Reading(2, 6, 60, Quality.Bad))]).WaitAsync(Patience);

        Assert.Equal([Reading(1, 5, 50), Reading(2, 6, 60, Quality.Bad)], await database.Get<ReadingQuery>().LatestAsync(new SystemId("hydraulic-1")));
    }

    [SkippableFact]
    public async Task ConcurrentReplaysOfTheSameBatches_StoreEachOnce()
    {
        await using var database = await databases.CreateAsync();
        var writer = database.Get<ReadingWriter>();
        ReadingBatch[] all = [.. Batches(1, 50), .. Batches(1, 50).Select(batch => batch with { Collector = "line-2" })];
        ReadingBatch[] reversed = [.. all[50..], .. all[..50]];

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => writer.StoreAsync(i % 2 == 0 ? all : reversed))).WaitAsync(Patience);

        Assert.Equal(100, results.Sum(result => result.StoredBatches));
        Assert.Equal(100, await database.ScalarAsync<long>("SELECT count(*) FROM reading"));
    }

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task BrokenConnections_RepeatedUntilDone_StoreEachOnce(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        var writer = database.Get<ReadingWriter>();
        var batches = Enumerable.Range(1, 40).Select(i => Batch(i, [.. Enumerable.Range(0, 500).Select(j => Reading(1 + (j % 17), i + (j / 500d), j))])).ToArray();
        using var stop = new CancellationTokenSource();
        var killer = KillBackendsAsync(database, stop.Token);

        var failures = 0;
        for (var at = 0; at < batches.Length;)
        {
            try
            {
                await writer.StoreAsync(batches[Math.Max(0, at - 3)..Math.Min(batches.Length, at + 4)]).WaitAsync(Patience);
                at += 4;
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException)
            {
                failures++;
                Assert.True(failures < 10_000, exception.ToString());
            }
        }
        await stop.CancelAsync();
        await killer.WaitAsync(Patience);

        Assert.Equal(40 * 500, await database.ScalarAsync<long>("SELECT count(*) FROM reading"));
        Assert.Equal(40 * 500, await database.ScalarAsync<long>("SELECT readings FROM ingest_progress"));
        Assert.Equal(40, await database.ScalarAsync<long>("SELECT sequence FROM ingest_progress"));
    }

    [SkippableFact]
    public async Task CancelledCall_StoresNothing_AndTheNextOneWorks()
    {
        await using var database = await databases.CreateAsync();
        var writer = database.Get<ReadingWriter>();
        await writer.StoreAsync(Batches(1, 1)).WaitAsync(Patience);
        await using var holder = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var lockRow = new NpgsqlCommand("SELECT 1 FROM ingest_progress FOR UPDATE", holder))
            await lockRow.ExecuteScalarAsync();
        using var cancel = new CancellationTokenSource();

        var waiting = writer.StoreAsync(Batches(2, 2), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
        await transaction.RollbackAsync();
        Assert.Equal(1, (await writer.StoreAsync(Batches(2, 2)).WaitAsync(Patience)).StoredBatches);
    }

    [SkippableFact]
    public async Task DroppedPartition_IsMadeAgain()
    {
        await using var database = await databases.CreateAsync();
        var writer = database.Get<ReadingWriter>();
        await writer.StoreAsync(Batches(1, 1)).WaitAsync(Patience);
        await database.ExecuteAsync("DROP TABLE reading_p20260314");

        var result = await writer.StoreAsync(Batches(2, 2)).WaitAsync(Patience);

        Assert.Equal(1, result.StoredReadings);
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM reading"));
    }

    private static async Task KillBackendsAsync(TestDatabase database, CancellationToken stop)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        const string KillOne = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            + "AND backend_type = 'client backend' AND state <> 'idle' LIMIT 1";
        var random = new Random(7);
        while (!stop.IsCancellationRequested)
        {
            // Most rounds let it be, so that some calls get through to their commit before they are cut.
            await using var command = new NpgsqlCommand(random.Next(20) == 0 ? KillOne : "SELECT 1", connection);
            await command.ExecuteScalarAsync(CancellationToken.None);
        }
    }
}
