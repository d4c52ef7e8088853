using Faultline.Collector.Alarming;
using Faultline.Collector.Processing;
using Faultline.Collector.Publishing;
using Faultline.Collector.Spooling;
using Faultline.Collector.Tests.Commands;
using Faultline.Contracts;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Faultline.Collector.Tests.Alarming;

/// <summary>What operators are told of the collector's own spool, in a real database. Redis is away throughout: alarms do not depend on it.</summary>
[Collection(CollectorDatabaseCollection.Name)]
public sealed class CollectorAlarmsTests(DatabaseFixture databases) : IReadingPublisher
{
    private static readonly SystemId Collector = new(SpoolFixture.Identity.Name);
    private readonly FakeTimeProvider time = new(Validation.Start);

    [SkippableFact]
    public async Task FullDisk_IsACriticalAlarm_UntilThereIsRoom()
    {
        await using var database = await databases.CreateAsync();
        using var disk = new SmallDisk(kibibytes: 256);
        using var spool = Open(disk.Folder, maximum: 1 << 20);
        var intake = IntakeOf(spool);
        using var alarms = await StartAsync(database, intake, spool);
        disk.Fill();
        while (intake.Fault is null)
            Take(intake);

        var raised = Assert.Single(await ActiveAsync(database, alarms => alarms.Count > 0));
        disk.Free();
        Take(intake);
        await ActiveAsync(database, alarms => alarms.Count == 0);

        Assert.Equal((AlarmKind.Collector, AlarmCondition.SpoolUnwritable, AlarmSeverity.Critical, "spool"), (raised.Kind, raised.Condition, raised.Severity, raised.Source));
        Assert.Contains("readings are being lost", raised.Message, StringComparison.Ordinal);
        Assert.Equal([AlarmState.Cleared], await AllAsync(database));
    }

    [SkippableFact]
    public async Task DroppedSegment_IsAnAlarm_UntilNoneWasDroppedForAMinute()
    {
        await using var database = await databases.CreateAsync();
        using var folder = new SpoolFixture();
        using var spool = Open(folder.Folder, maximum: 128 << 10);
        var intake = IntakeOf(spool);
        Drop(intake, spool);
        var dropped = time.GetUtcNow();
        using var alarms = await StartAsync(database, intake, spool);

        var raised = Assert.Single(await RaisedAsync(database));
        await ActiveAsync(database, alarms => alarms.Count == 0);

        Assert.Equal((AlarmCondition.SpoolDropped, AlarmSeverity.Critical), (raised.Condition, raised.Severity));
        Assert.Contains($"{spool.DroppedBytes} bytes", raised.Message, StringComparison.Ordinal);
        var cleared = Assert.Single(await database.Get<AlarmStore>().QueryAsync(null, Collector, 10, null)).ClearedAt!.Value;
        Assert.True(cleared - dropped >= TimeSpan.FromMinutes(1), $"dropped at {dropped:O}, cleared at {cleared:O}");
    }

    [SkippableFact]
    public async Task AlarmFromBeforeARestart_IsNotRaisedAgain_AndCleared()
    {
        await using var database = await databases.CreateAsync();
        using var folder = new SpoolFixture();
        using (var spool = Open(folder.Folder, maximum: 128 << 10))
        {
            var intake = IntakeOf(spool);
            Drop(intake, spool);
            using var before = await StartAsync(database, intake, spool);
            await RaisedAsync(database);
            await before.StopAsync(CancellationToken.None).WaitAsync(Signal.Patience);
        }

        using var reopened = Open(folder.Folder, maximum: 128 << 10);
        using var after = await StartAsync(database, IntakeOf(reopened), reopened);
        await ActiveAsync(database, alarms => alarms.Count == 0);

        Assert.Equal([AlarmState.Cleared], await AllAsync(database));
    }

    [SkippableFact]
    public async Task Alarm_ThatCannotBeStored_IsStoredOnceTheDatabaseTakesIt()
    {
        await using var database = await databases.CreateAsync();
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        await database.ExecuteAsync($"ALTER DATABASE {name} SET default_transaction_read_only = on");
        database.ForgetConnections();
        using var folder = new SpoolFixture();
        using var spool = Open(folder.Folder, maximum: 128 << 10);
        var intake = IntakeOf(spool);
        Drop(intake, spool);
        using var alarms = await StartAsync(database, intake, spool);
        for (var i = 0; i < 5; i++)
            Assert.Empty(await TickAsync(database));

        await database.ExecuteAsync($"BEGIN READ WRITE; ALTER DATABASE {name} RESET default_transaction_read_only; COMMIT");
        database.ForgetConnections();

        // Time runs with every look: what goes on being dropped is not over before the database answers.
        Assert.Single(await WholeCollector.UntilAsync(
            () =>
            {
                Drop(intake, spool);
                return TickAsync(database);
            },
            alarms => alarms.Count > 0));
    }

    void IReadingPublisher.Publish(SpooledBatch batch)
    {
        // Nobody listens.
    }

    private static Spool Open(string folder, long maximum) => new(
        Options.Create(new SpoolOptions { Folder = folder, SegmentBytes = 64 << 10, MaximumBytes = maximum }), SpoolFixture.Identity, SpoolFixture.Metrics, NullLogger<Spool>.Instance);

    private Intake IntakeOf(Spool spool) => new(spool, this, SpoolFixture.Metrics, NullLogger<Intake>.Instance);

    private static void Take(Intake intake) => intake.Take(SpoolFixture.System1, "press-1", SpoolFixture.Readings(100), 0);

    private static void Drop(Intake intake, Spool spool)
    {
        var before = spool.DroppedBytes;
        while (spool.DroppedBytes == before)
            Take(intake);
    }

    private async Task<CollectorAlarms> StartAsync(TestDatabase database, Intake intake, Spool spool)
    {
        var alarms = new CollectorAlarms(
            intake, spool, SpoolFixture.Identity, database.Get<AlarmStore>(), new NoRedis().Multiplexer, time, NullLogger<CollectorAlarms>.Instance);
        await alarms.StartAsync(CancellationToken.None);
        return alarms;
    }

    // Judged as soon as it starts: the time stands still meanwhile, so that what was dropped is not over before anybody looked.
    private static Task<IReadOnlyList<Alarm>> RaisedAsync(TestDatabase database) =>
        WholeCollector.UntilAsync(() => database.Get<AlarmStore>().ActiveAsync(Collector), alarms => alarms.Count > 0);

    private Task<IReadOnlyList<Alarm>> ActiveAsync(TestDatabase database, Func<IReadOnlyList<Alarm>, bool> isThere) =>
        WholeCollector.UntilAsync(() => TickAsync(database), isThere);

    private async Task<IReadOnlyList<Alarm>> TickAsync(TestDatabase database)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return await database.Get<AlarmStore>().ActiveAsync(Collector);
    }

    private static async Task<IEnumerable<AlarmState>> AllAsync(TestDatabase database) =>
        (await database.Get<AlarmStore>().QueryAsync(null, Collector, 10, null)).Select(alarm => alarm.State);
}
