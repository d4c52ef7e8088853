using Faultline.Tests.Databases;
using Npgsql;
using Xunit;

namespace Faultline.TimeSeries.Tests.Predictions;

/// <summary>Windows that were posted, beside their predictions.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class PostedWindowStoreTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task Window_ComesBackToTheBit_AndItsPredictionWithIt(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        var (prediction, window) = (PostedWindows.Prediction(Machines.Start), PostedWindows.Window(100));

        await database.Get<PredictionStore>().AddPostedAsync(prediction, window).WaitAsync(Patience);

        var stored = await database.Get<PostedWindowStore>().FindAsync(prediction.Id);
        Assert.Equal(PostedWindows.BitsOf(window), PostedWindows.BitsOf(stored!));
        Assert.Equal(prediction.Id, (await database.Get<PredictionStore>().FindAsync(prediction.Id))?.Id);
        Assert.Null(await database.Get<PostedWindowStore>().FindAsync(Guid.NewGuid()));
    }

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task Window_Again_ChangesNothing(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        var (prediction, first) = (PostedWindows.Prediction(Machines.Start), PostedWindows.Window(seed: 1));
        await database.Get<PredictionStore>().AddPostedAsync(prediction, first).WaitAsync(Patience);

        await database.Get<PredictionStore>().AddPostedAsync(prediction, PostedWindows.Window(seed: 2)).WaitAsync(Patience);

        Assert.Equal(PostedWindows.BitsOf(first), PostedWindows.BitsOf((await database.Get<PostedWindowStore>().FindAsync(prediction.Id))!));
        Assert.Equal((1L, 1L), (await database.ScalarAsync<long>("SELECT count(*) FROM prediction"), await database.ScalarAsync<long>("SELECT count(*) FROM posted_window")));
    }

    [SkippableFact]
    public async Task Window_ThatCannotBeStored_LeavesNoPredictionEither()
    {
        await using var database = await databases.CreateAsync();
        await database.ExecuteAsync("ALTER TABLE posted_window ADD CONSTRAINT none CHECK (false)");

        await Assert.ThrowsAsync<PostgresException>(() => database.Get<PredictionStore>().AddPostedAsync(PostedWindows.Prediction(Machines.Start), PostedWindows.Window()).WaitAsync(Patience));

        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM prediction"));
    }

    [SkippableFact]
    public async Task Window_ThatIsDamaged_IsNamed()
    {
        await using var database = await databases.CreateAsync();
        var prediction = PostedWindows.Prediction(Machines.Start);
        await database.Get<PredictionStore>().AddPostedAsync(prediction, PostedWindows.Window()).WaitAsync(Patience);
        await database.ExecuteAsync("UPDATE posted_window SET samples = overlay(samples PLACING '\\x02' FROM 1)");

        var failure = await Assert.ThrowsAsync<StorageException>(() => database.Get<PostedWindowStore>().FindAsync(prediction.Id).WaitAsync(Patience));

        Assert.Contains($"{prediction.Id}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("version 2", failure.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task Windows_CountInTheDiskUse_AndAreNotCompressedTwice(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        for (var second = 0; second < 20; second++)
            await database.Get<PredictionStore>().AddPostedAsync(PostedWindows.Prediction(Machines.Start.AddSeconds(second)), PostedWindows.Window(100, second)).WaitAsync(Patience);

        var sizes = await database.Get<StorageInfo>().SizesAsync().WaitAsync(Patience);

        var bytes = await database.ScalarAsync<long>("SELECT sum(octet_length(samples))::bigint FROM posted_window");
        Assert.InRange(sizes.Single(size => size.Table == "posted_window").Bytes, bytes, bytes * 2);
        Assert.Equal(bytes, await database.ScalarAsync<long>("SELECT sum(pg_column_size(samples))::bigint FROM posted_window"));
    }
}
