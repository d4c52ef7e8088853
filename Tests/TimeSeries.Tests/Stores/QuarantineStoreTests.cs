using Faultline.Contracts;
using Faultline.Tests.Databases;
using Xunit;

namespace Faultline.TimeSeries.Tests.Stores;

[Collection(DatabaseCollection.Name)]
public sealed class QuarantineStoreTests(DatabaseFixture databases)
{
    [SkippableFact]
    public async Task Entries_AreAddedOnce_AndComeInPagesNewestFirst()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<QuarantineStore>();
        QuarantinedReading[] readings = [.. Enumerable.Range(0, 25).Select(i => Rejected(i, i % 2 == 0 ? null : i))];

        Assert.Equal(25, await store.AddAsync(readings));
        Assert.Equal(0, await store.AddAsync(readings));
        var first = await store.QueryAsync(new QuarantineFilter(), 10);
        var second = await store.QueryAsync(new QuarantineFilter(BeforeId: first[^1].Id), 100);

        Assert.Equal(readings.Reverse(), first.Concat(second).Select(entry => entry.Reading));
    }

    [SkippableFact]
    public async Task Filter_AppliesEachPart()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<QuarantineStore>();
        await store.AddAsync([Rejected(0), Rejected(1) with { SensorName = "PS2" }, Rejected(2) with { Reason = QuarantineReason.Frozen }, Rejected(3) with { SystemId = new("b") }]);

        async Task<int> CountAsync(QuarantineFilter filter) => (await store.QueryAsync(filter, 100)).Count;

        Assert.Equal(3, await CountAsync(new(System: new SystemId("hydraulic-1"))));
        Assert.Equal(1, await CountAsync(new(SensorName: "PS2")));
        Assert.Equal(1, await CountAsync(new(Reason: QuarantineReason.Frozen)));
        Assert.Equal(2, await CountAsync(new(From: Machines.Start.AddSeconds(1), To: Machines.Start.AddSeconds(3))));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.QueryAsync(new(), 0));
    }

    private static QuarantinedReading Rejected(int second, double? value = 412.5) => new(
        new SystemId("hydraulic-1"), "PS1", Machines.Start.AddSeconds(second), Machines.Start.AddSeconds(second), value, "43CE4000",
        QuarantineReason.OutOfRange, "412.5 bar is above 400 bar.")
    {
        ServerTime = second % 3 == 0 ? Machines.Start.AddMicroseconds(second) : null, StatusInfo = (ushort)(second % 4 == 0 ? 0x8480 : 0),
    };
}
