using Faultline.Contracts;
using Faultline.Tests.Databases;
using Faultline.TimeSeries.Tests.Predictions;
using Npgsql;
using Xunit;

namespace Faultline.TimeSeries.Tests.Retention;

/// <summary>What is dropped when, and what happens to readings that come too late.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class RetentionTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static RetentionOptions Short => new()
    {
        LateHorizon = TimeSpan.FromDays(2), Reading = TimeSpan.FromDays(4), Minute = TimeSpan.FromDays(20), Hour = TimeSpan.FromDays(40),
        Quarantine = TimeSpan.FromDays(1), Prediction = TimeSpan.FromDays(1), CompressAfter = TimeSpan.FromDays(1),
    };

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task ExpiredReadings_AreDropped_TheirRollupsStay(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        await StoreAsync(database, 1, Days(10));
        await database.RollUpAsync();
        var minutes = await database.ScalarAsync<long>("SELECT count(*) FROM reading_1m");
        await RetentionSetup.ApplyAsync(database.ConnectionString, Short, depth).WaitAsync(Patience);

        await ExpireAsync(database);

        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM reading WHERE time < now() - interval '5 days'"));
        Assert.InRange(await database.ScalarAsync<long>("SELECT count(*) FROM reading"), 4, 6);
        await ExpireAsync(database);
        Assert.Equal(minutes, await database.ScalarAsync<long>("SELECT count(*) FROM reading_1m"));
        Assert.Equal(11, await database.ScalarAsync<long>("SELECT sum(count)::bigint FROM reading_1h"));
    }

    [SkippableTheory]
    [InlineData(StorageDepth.PlainPostgres)]
    [InlineData(StorageDepth.TimescaleApache)]
    public async Task ReadingsThatAreNotRolledUp_AreNotDropped(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        await StoreAsync(database, 1, Days(10));
        await RetentionSetup.ApplyAsync(database.ConnectionString, Short, depth).WaitAsync(Patience);

        var (days, _) = await database.Get<RetentionJob>().RunOnceAsync().WaitAsync(Patience);

        Assert.Equal(0, days);
        Assert.Equal(11, await database.ScalarAsync<long>("SELECT count(*) FROM reading"));
    }

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task QuarantineAndPredictions_Expire_OthersStay(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        var one = new SystemId("hydraulic-1");
        await database.Get<QuarantineStore>().AddAsync([.. Enumerable.Range(0, 5).Select(day => new QuarantinedReading(
            one, "PS1", Now.AddDays(-day), Now.AddDays(-day), 1, "1", QuarantineReason.Frozen, ""))]);
        for (var day = 0; day < 5; day++)
        {
            await database.Get<PredictionStore>().AddAsync(
                new Prediction(Guid.NewGuid(), one, null, Now.AddDays(-day), "t", PredictionSource.Live, 1, []));
        }
        await RetentionSetup.ApplyAsync(database.ConnectionString, Short, depth).WaitAsync(Patience);

        var (_, rows) = await database.Get<RetentionJob>().RunOnceAsync().WaitAsync(Patience);

        Assert.Equal(8, rows);
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM quarantine"));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM prediction"));
    }

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task PostedWindows_ExpireWithTheirPredictions(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        Prediction[] predictions = [.. Enumerable.Range(0, 3).Select(day => PostedWindows.Prediction(Now.AddDays(-day)))];
        foreach (var prediction in predictions)
            await database.Get<PredictionStore>().AddPostedAsync(prediction, PostedWindows.Window());
        await RetentionSetup.ApplyAsync(database.ConnectionString, Short, depth).WaitAsync(Patience);

        await database.Get<RetentionJob>().RunOnceAsync().WaitAsync(Patience);

        Assert.Equal(predictions[0].Id, await database.ScalarAsync<Guid>("SELECT id FROM prediction"));
        Assert.Equal(predictions[0].Id, await database.ScalarAsync<Guid>("SELECT prediction_id FROM posted_window"));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM posted_window"));
        Assert.Null(await database.Get<PostedWindowStore>().FindAsync(predictions[1].Id));
    }

    [SkippableFact]
    public async Task Rollups_ExpireByTheirOwnLevel()
    {
        await using var database = await databases.CreateAsync();
        await StoreAsync(database, 1, Days(60));
        await database.RollUpAsync();
        await RetentionSetup.ApplyAsync(database.ConnectionString, Short, StorageDepth.PlainPostgres).WaitAsync(Patience);

        await database.Get<RetentionJob>().RunOnceAsync().WaitAsync(Patience);

        Assert.InRange(await database.ScalarAsync<long>("SELECT count(*) FROM reading_1m"), 20, 21);
        Assert.InRange(await database.ScalarAsync<long>("SELECT count(*) FROM reading_1h"), 40, 41);
    }

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task ReadingBeyondTheHorizon_GoesToQuarantine_TheOthersAreStored_AndAllAreAccountedFor(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        await database.Get<SystemRegistry>().RegisterAsync(Machines.Rig());
        await RetentionSetup.ApplyAsync(database.ConnectionString, Short, depth).WaitAsync(Patience);
        Reading[] readings = [Reading(3, TimeSpan.FromDays(3)), Reading(4, TimeSpan.FromDays(1)), Reading(5, TimeSpan.Zero)];

        var result = await database.Get<ReadingWriter>().StoreAsync([Machines.Batch(1, readings)]).WaitAsync(Patience);
        var replay = await database.Get<ReadingWriter>().StoreAsync([Machines.Batch(1, readings)]).WaitAsync(Patience);

        Assert.Equal((2, 1), (result.StoredReadings, result.LateReadings));
        Assert.Equal((1, 0), (replay.SkippedBatches, replay.LateReadings));
        var entry = Assert.Single(await database.Get<QuarantineStore>().QueryAsync(new QuarantineFilter(), 10)).Reading;
        Assert.Equal((QuarantineReason.StaleTimestamp, "PS1", 3d), (entry.Reason, entry.SensorName, entry.Value));
        Assert.Contains("late horizon is 2 days", entry.Detail, StringComparison.Ordinal);
        Assert.Equal(2, await database.ScalarAsync<long>("SELECT sum(readings)::bigint FROM ingest_progress"));
        Assert.Equal(2, await database.ScalarAsync<long>("SELECT count(*) FROM reading"));
    }

    [Theory]
    [InlineData(8, 400, 0, 7, "Reading")]
    [InlineData(30, 20, 0, 7, "Minute")]
    [InlineData(0, 400, 0, 7, "Minute")]
    [InlineData(30, 400, 100, 7, "Hour")]
    [InlineData(30, 400, 0, 400, "LateHorizon")]
    public void Rejects_LevelsThatContradictEachOther(int reading, int minute, int hour, int horizon, string named)
    {
        var options = new RetentionOptions
        {
            Reading = TimeSpan.FromDays(reading), Minute = TimeSpan.FromDays(minute), Hour = TimeSpan.FromDays(hour), LateHorizon = TimeSpan.FromDays(horizon),
        };

        Assert.Contains($"Retention:{named} is", new RetentionOptionsValidator().Validate(null, options).FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_DefaultsAndForEver()
    {
        var validator = new RetentionOptionsValidator();
        Assert.True(validator.Validate(null, new RetentionOptions()).Succeeded);
        Assert.True(validator.Validate(null, new RetentionOptions { Reading = TimeSpan.Zero, Minute = TimeSpan.Zero, CompressAfter = TimeSpan.Zero }).Succeeded);
    }

    /// <summary>By the job, or where the server does it, by running its policies.</summary>
    private static async Task ExpireAsync(TestDatabase database)
    {
        if (database.Depth != StorageDepth.TimescaleCommunity)
        {
            await database.Get<RetentionJob>().RunOnceAsync().WaitAsync(Patience);
            return;
        }
        await database.RunPoliciesAsync("policy_retention");
        await database.RunPoliciesAsync("policy_refresh_continuous_aggregate");
    }

    private static Reading[] Days(int days) => [.. Enumerable.Range(0, days + 1).Select(day => Reading(day, TimeSpan.FromDays(days - day)))];

    private static Reading Reading(double value, TimeSpan age) => new(SensorId.Create(1, 1), Now - age, value, Quality.Good);

    private static Task<StoreResult> StoreAsync(TestDatabase database, int sequence, Reading[] readings) =>
        database.Get<ReadingWriter>().StoreAsync([Machines.Batch(sequence, readings)]).WaitAsync(Patience);
}
