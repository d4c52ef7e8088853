using Faultline.Contracts;
using Faultline.Tests.Databases;
using Xunit;

namespace Faultline.TimeSeries.Tests.Stores;

[Collection(DatabaseCollection.Name)]
public sealed class ConsumerStoreTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [SkippableFact]
    public async Task Checkpoint_NeverGoesBack()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<CheckpointStore>();
        var late = new Checkpoint("scorer", new SystemId("hydraulic-1"), Machines.Start.AddSeconds(5), "line-1", 9);

        await store.SetAsync(late);
        await store.SetAsync(late with { Time = Machines.Start, Sequence = 3 });

        Assert.Equal(late, await store.FindAsync("scorer", late.System));
        Assert.Null(await store.FindAsync("other", late.System));
    }

    [SkippableFact]
    public async Task Leases_BelongToOne_UntilReleasedOrExpired()
    {
        await using var database = await databases.CreateAsync();
        var leases = database.Get<ShardLeases>();

        Assert.Equal([0, 1, 2], await leases.AcquireAsync([2, 1, 0], "a", Minute));
        Assert.Equal([3], await leases.AcquireAsync([1, 2, 3], "b", Minute));
        Assert.Equal([0, 1], (await leases.AcquireAsync([0, 1], "a", Minute)).Order());

        await leases.ReleaseAsync("a", [0, 3]);
        Assert.Equal([0], await leases.AcquireAsync([0, 3], "a2", Minute));
        await database.ExecuteAsync("UPDATE shard_lease SET expires_at = clock_timestamp() - interval '1 ms' WHERE shard = 1");
        Assert.Equal([2], await leases.RenewAsync("a", Minute));
        Assert.Equal([1], await leases.AcquireAsync([1, 2], "b", Minute));
        Assert.Equal(["0 a2", "1 b", "2 a", "3 b"], (await leases.ListAsync()).Select(lease => $"{lease.Shard} {lease.Holder}"));
    }

    [SkippableFact]
    public async Task Leases_WantedByManyAtOnce_GoToOneEach()
    {
        await using var database = await databases.CreateAsync();
        var leases = database.Get<ShardLeases>();
        int[] shards = [.. Enumerable.Range(0, SystemId.ShardCount)];

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => leases.AcquireAsync(shards, $"replica-{i}", Minute))).WaitAsync(Minute);

        Assert.Equal(shards, taken.SelectMany(list => list).Order());
    }

    [SkippableFact]
    public async Task Users_AreFoundByName_AndNotOverwrittenByTheFirstRun()
    {
        await using var database = await databases.CreateAsync();
        var users = database.Get<UserStore>();

        Assert.Null(await users.FindAsync("admin"));
        Assert.True(await users.AddIfAbsentAsync(new AppUser("admin", "h1", "admin")));
        Assert.False(await users.AddIfAbsentAsync(new AppUser("admin", "h2", "admin")));
        Assert.Equal("h1", (await users.FindAsync("admin"))!.PasswordHash);
        await users.UpsertAsync(new AppUser("admin", "h3", "viewer"));
        Assert.Equal([new AppUser("admin", "h3", "viewer")], await users.ListAsync());
    }
}
