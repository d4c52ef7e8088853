using System.Diagnostics.Metrics;
using Faultline.Tests.Databases;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Faultline.TimeSeries.Tests.Retention;

[Collection(DatabaseCollection.Name)]
public sealed class UpkeepServiceTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task Upkeep_TellsDiskUseAndDepthAsMetrics(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        await database.Get<ReadingWriter>().StoreAsync(Machines.Batches(1, 50)).WaitAsync(Patience);
        Dictionary<string, (double Value, Dictionary<string, object?> Tags)> seen = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, target) =>
            {
                if (instrument.Meter.Name == StorageMetrics.MeterName)
                    target.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen[$"{instrument.Name} {tags.ToArray().FirstOrDefault().Value}"] = (value, tags.ToArray().ToDictionary()));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => seen[instrument.Name] = (value, tags.ToArray().ToDictionary()));
        listener.Start();
        var sizes = await database.Get<StorageInfo>().SizesAsync().WaitAsync(Patience);
        database.Get<StorageMetrics>().Observe(await database.Get<StorageInfo>().ReadAsync().WaitAsync(Patience), sizes);

        listener.RecordObservableInstruments();

        Assert.Equal(sizes.Single(size => size.Table == "reading").Bytes, seen["faultline.storage.table.size reading"].Value);
        Assert.True(seen["faultline.storage.table.size reading"].Value >= 8192);
        Assert.Contains("faultline.storage.table.size reading_1m", seen.Keys);
        Assert.Equal(EnumText<StorageDepth>.Of(depth), seen["faultline.storage.info"].Tags["depth"]);
    }

    [SkippableFact]
    public async Task Service_DropsWhatHasExpired_AndSurvivesADatabaseThatFails()
    {
        await using var database = await databases.CreateAsync();
        await database.ExecuteAsync("INSERT INTO quarantine (system_id, sensor_name, source_time, received_at, raw, reason, detail) VALUES ('a', 'b', now(), now() - interval '100 days', '', 1, '')");
        await RetentionSetup.ApplyAsync(database.ConnectionString, new RetentionOptions(), database.Depth).WaitAsync(Patience);
        var clock = new FakeTimeProvider();
        var failed = new Rollups.FirstWarning<UpkeepService>();
        using var service = new UpkeepService(
            database.Get<RetentionJob>(), database.Get<StorageInfo>(), database.Get<StorageMetrics>(), Options.Create(new MaintenanceOptions()), clock, failed);

        await service.StartAsync(CancellationToken.None);
        while (await database.ScalarAsync<long>("SELECT count(*) FROM quarantine") > 0)
            Assert.False(failed.Seen.IsCompleted);
        await database.ExecuteAsync("DROP FUNCTION storage_sizes");
        while (!failed.Seen.IsCompleted)
            clock.Advance(TimeSpan.FromMinutes(10));

        Assert.False(service.ExecuteTask!.IsCompleted);
        await service.StopAsync(CancellationToken.None).WaitAsync(Patience);
    }
}
