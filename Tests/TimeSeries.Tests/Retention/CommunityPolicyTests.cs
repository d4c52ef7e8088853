using Faultline.Contracts;
using Faultline.Tests.Databases;
using Xunit;

namespace Faultline.TimeSeries.Tests.Retention;

/// <summary>What the Timescale licence adds, run on a full TimescaleDB: policies, compression, and late readings into compressed chunks.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class CommunityPolicyTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [SkippableFact]
    public async Task Policies_FollowTheOptions_AndKeepTheirHistoryWhenNothingChanges()
    {
        await using var database = await databases.CreateAsync(StorageDepth.TimescaleCommunity);
        await ApplyAsync(database, new RetentionOptions());
        var first = await JobsAsync(database);
        await ApplyAsync(database, new RetentionOptions());
        var second = await JobsAsync(database);
        await ApplyAsync(database, new RetentionOptions
        {
            Reading = TimeSpan.FromDays(20), Minute = TimeSpan.Zero, LateHorizon = TimeSpan.FromDays(3), CompressAfter = TimeSpan.Zero,
        });
        var third = await JobsAsync(database);

        Assert.Equal(
            ["policy_compression 2 days", "policy_refresh_continuous_aggregate 8 days", "policy_refresh_continuous_aggregate 8 days", "policy_retention 30 days", "policy_retention 400 days"],
            first.Select(job => job.What));
        Assert.Equal(first, second);
        Assert.Equal(
            ["policy_refresh_continuous_aggregate 4 days", "policy_refresh_continuous_aggregate 4 days", "policy_retention 20 days"],
            third.Select(job => job.What));
    }

    [SkippableFact]
    public async Task LateReadings_IntoCompressedChunks_AreStoredOnce_AndTheirRollupsRefreshed()
    {
        await using var database = await databases.CreateAsync(StorageDepth.TimescaleCommunity);
        var options = new RetentionOptions { CompressAfter = TimeSpan.FromDays(1) };
        await ApplyAsync(database, options);
        var random = new Random(17);
        Reading[] old = [.. Enumerable.Range(0, 5000).Select(i => Reading(random, 1 + (i % 5), TimeSpan.FromDays(4) + TimeSpan.FromSeconds(i)))];
        Reading[] late = [.. Enumerable.Range(0, 2000).Select(i => Reading(random, 1 + (i % 5), TimeSpan.FromDays(4) + TimeSpan.FromSeconds(random.Next(5000))))];
        await StoreAsync(database, Machines.Batch(1, old));
        await database.RunPoliciesAsync("policy_refresh_continuous_aggregate");
        await database.RunPoliciesAsync("policy_compression");
        var compressed = await CompressedChunksAsync(database);

        await StoreAsync(database, Machines.Batch(2, late));
        await StoreAsync(database, Machines.Batch(2, late));
        await database.RunPoliciesAsync("policy_refresh_continuous_aggregate");

        Assert.InRange(compressed, 1, 2);
        Assert.Equal(7000, await database.ScalarAsync<long>("SELECT count(*) FROM reading"));
        await BruteForce.AssertEqualAsync(database, [.. old, .. late]);
        await database.RunPoliciesAsync("policy_compression");
        Assert.Equal(compressed, await CompressedChunksAsync(database));
        Assert.Equal(7000, await database.ScalarAsync<long>("SELECT count(*) FROM reading"));
        await BruteForce.AssertEqualAsync(database, [.. old, .. late]);
    }

    [SkippableFact]
    public async Task NewestMinutes_AreThere_BeforeAnyRefresh()
    {
        await using var database = await databases.CreateAsync(StorageDepth.TimescaleCommunity);
        await ApplyAsync(database, new RetentionOptions());
        await StoreAsync(database, Machines.Batch(1, Reading(new Random(1), 1, TimeSpan.FromMinutes(3))));
        await database.RunPoliciesAsync("policy_refresh_continuous_aggregate");

        await StoreAsync(database, Machines.Batch(2, Reading(new Random(2), 1, TimeSpan.FromSeconds(1))));

        Assert.Equal(2, await database.ScalarAsync<long>("SELECT count(*) FROM reading_1m"));
    }

    private static Reading Reading(Random random, int ordinal, TimeSpan age) => new(
        SensorId.Create(1, ordinal), new DateTimeOffset((Now - age).UtcTicks / 10 * 10, TimeSpan.Zero), random.NextDouble() * 100,
        random.Next(10) == 0 ? Quality.Bad : Quality.Good);

    private static Task ApplyAsync(TestDatabase database, RetentionOptions options) =>
        RetentionSetup.ApplyAsync(database.ConnectionString, options, StorageDepth.TimescaleCommunity).WaitAsync(Patience);

    private static Task<StoreResult> StoreAsync(TestDatabase database, ReadingBatch batch) => database.Get<ReadingWriter>().StoreAsync([batch]).WaitAsync(Patience);

    private static Task<long> CompressedChunksAsync(TestDatabase database) =>
        database.ScalarAsync<long>("SELECT count(*) FROM timescaledb_information.chunks WHERE hypertable_name = 'reading' AND is_compressed");

    private static async Task<List<(int Id, string What)>> JobsAsync(TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("""
            SELECT job_id, proc_name || ' ' || coalesce(config ->> 'drop_after', config ->> 'compress_after', config ->> 'start_offset')
            FROM timescaledb_information.jobs WHERE proc_schema = '_timescaledb_functions' AND job_id >= 1000 ORDER BY 2, 1
            """);
        await using var reader = await command.ExecuteReaderAsync();
        List<(int, string)> jobs = [];
        while (await reader.ReadAsync())
            jobs.Add((reader.GetInt32(0), reader.GetString(1)));
        return jobs;
    }
}
