using Faultline.Collector.Spooling;
using Faultline.Collector.Storing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;
using static Faultline.Collector.Tests.SpoolFixture;

namespace Faultline.Collector.Tests;

public sealed class StoreServiceTests
{
    private readonly MemoryStore store = new();

    [Fact]
    public async Task Systems_AreRegistered_BeforeAnythingIsStored()
    {
        using var files = new SpoolFixture();
        using var spool = files.Open();
        using var service = Create(files, spool);
        await service.StartAsync(CancellationToken.None);

        await store.Changed.UntilAsync(() => store.Registered.Count == 3);

        Assert.Empty(store.Batches);
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task DatabaseAway_Spools_AndStoresEverythingOnceItIsBack()
    {
        using var files = new SpoolFixture();
        using var spool = files.Open();
        store.Away = new IOException("the database is away");
        using var service = Create(files, spool);
        for (var i = 0; i < 100; i++)
            spool.Append(i % 2 == 0 ? System1 : System2, Readings(6));
        spool.Append(SpoolRecord.Quarantined, Quarantined("one"));
        await service.StartAsync(CancellationToken.None);
        await store.Changed.UntilAsync(() => service.Fault is not null);

        store.Away = null;
        await store.Changed.UntilAsync(() => store.Batches.Count == 100);

        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), store.Batches.Where(batch => batch.System == System1).Select(batch => batch.Sequence));
        Assert.Single(store.Quarantined);
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task LostAnswer_OfACommit_StoresNothingTwice()
    {
        using var files = new SpoolFixture();
        using var spool = files.Open();
        store.LoseNextAnswer = true;
        using var service = Create(files, spool);
        spool.Append(System1, Readings(6));
        await service.StartAsync(CancellationToken.None);
        await store.Changed.UntilAsync(() => store.Batches.Count == 1);

        spool.Append(System1, Readings(6));
        await store.Changed.UntilAsync(() => store.Batches.Count == 2);

        Assert.Equal([1L, 2], store.Batches.Select(batch => batch.Sequence));
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task LostBatches_AreStored_AsEmptyOnes()
    {
        using var files = new SpoolFixture();
        files.Settings.SegmentBytes = 64 << 10;
        files.Settings.MaximumBytes = 2 * files.Settings.SegmentBytes;
        using var spool = files.Open();
        for (var i = 0; i < 400; i++)
            spool.Append(System1, Readings(50));
        using var service = Create(files, spool);
        await service.StartAsync(CancellationToken.None);

        await store.Changed.UntilAsync(() => store.Batches.Count == 400);

        Assert.Equal(Enumerable.Range(1, 400).Select(i => (long)i), store.Batches.Select(batch => batch.Sequence));
        Assert.Empty(store.Batches.First().Readings);
        Assert.Equal(50, store.Batches.Last().Readings.Count);
        await service.StopAsync(CancellationToken.None);
    }

    private StoreService Create(SpoolFixture files, Spool spool) => new(
        spool, store, Samples.RigPlant(), Options.Create(new StoringOptions { Linger = TimeSpan.Zero }), Options.Create(files.Settings), TimeProvider.System, Metrics,
        NullLogger<StoreService>.Instance);
}
