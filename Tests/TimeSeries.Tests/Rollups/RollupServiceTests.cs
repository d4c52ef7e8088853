using Faultline.Tests.Databases;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Faultline.TimeSeries.Tests.Rollups;

[Collection(DatabaseCollection.Name)]
public sealed class RollupServiceTests(DatabaseFixture databases)
{
    [SkippableFact]
    public async Task Partitions_AreMadeAhead()
    {
        await using var database = await databases.CreateAsync();

        await database.Get<PartitionKeeper>().EnsureAheadAsync(Machines.Start, days: 3);
        await database.Get<PartitionKeeper>().EnsureAheadAsync(Machines.Start.AddDays(1), days: 3);

        Assert.Equal(
            "reading_p20260314 reading_p20260315 reading_p20260316 reading_p20260317 reading_p20260318",
            await database.ScalarAsync<string>("SELECT string_agg(inhrelid::regclass::text, ' ' ORDER BY inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = 'reading'::regclass"));
    }

    [Theory]
    [InlineData(0.5, 3, "Interval")]
    [InlineData(10, 0, "PartitionsAheadDays")]
    [InlineData(10, 31, "PartitionsAheadDays")]
    public void Rejects_OptionsOutsideTheirRange(double seconds, int days, string named)
    {
        var result = new MaintenanceOptionsValidator().Validate(null, new MaintenanceOptions { Interval = TimeSpan.FromSeconds(seconds), PartitionsAheadDays = days });

        Assert.Contains(named, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_Defaults() => Assert.True(new MaintenanceOptionsValidator().Validate(null, new MaintenanceOptions()).Succeeded);

    [SkippableFact]
    public async Task Service_SurvivesADatabaseThatFails()
    {
        await using var database = await databases.CreateAsync();
        await database.ExecuteAsync("ALTER TABLE rollup_dirty RENAME TO away");
        var clock = new FakeTimeProvider(Machines.Start);
        var failed = new FirstWarning<RollupService>();
        using var service = new RollupService(
            database.Get<RollupJob>(), database.Get<PartitionKeeper>(), Options.Create(new MaintenanceOptions()), clock, failed);

        await service.StartAsync(CancellationToken.None);
        await failed.Seen.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False(service.ExecuteTask!.IsCompleted);
        await service.StopAsync(CancellationToken.None);
    }
}
