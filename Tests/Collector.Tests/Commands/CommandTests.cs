using System.Text.Json;
using Faultline.Collector.Tests.Drivers;
using Faultline.Contracts;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.Collector.Tests.Commands;

[Collection(CollectorDatabaseCollection.Name)]
public sealed class CommandTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly SystemId System = new("press-1");

    [SkippableFact]
    public async Task Write_ReachesTheDevice_IsReadBack_AndAudited()
    {
        var device = new HolesDevice();
        await using var whole = await WholeCollector.StartAsync(databases, device, Samples.Tag("SP", 1, 5) with { Write = new TagWriteRange(0, 100), Scale = 0.5 });
        await AnsweringAsync(whole);

        var command = await whole.AnsweredAsync(await AskAsync(whole, "write", new WriteRequest("press-1", [new TagValue("SP", 21)])));

        Assert.Equal(CommandState.Done, command.State);
        Assert.Equal(new TagReadBack("SP", 21, true), Assert.Single(Answer<WriteAnswer>(command).Values));
        Assert.Equal([(5, 1)], device.Written);
        Assert.Equal(["write.done", "write.ask"], (await whole.Database.Get<AuditStore>().ListAsync("press-1", null, 10)).Select(entry => entry.Action));
    }

    [SkippableTheory]
    [InlineData("SP", 100.5)]
    [InlineData("PV", 1)]
    [InlineData("XX", 1)]
    public async Task Write_ThatTheConfigurationForbids_IsRefusedHereToo(string tag, double value)
    {
        var device = new HolesDevice();
        await using var whole = await WholeCollector.StartAsync(databases, device, Samples.Tag("SP", 1, 5) with { Write = new TagWriteRange(0, 100) }, Samples.Tag("PV", 2, 6));
        await AnsweringAsync(whole);

        var command = await whole.AnsweredAsync(await AskAsync(whole, "write", new WriteRequest("press-1", [new TagValue("SP", 1), new TagValue(tag, value)])));

        Assert.Equal(CommandState.Failed, command.State);
        Assert.Contains(tag, Answer<WriteAnswer>(command).Fault, StringComparison.Ordinal);
        Assert.Empty(device.Written);
    }

    [SkippableFact]
    public async Task Rejected_IsQuarantined_AndReplayedOnce_UnderItsOriginalTime_OnceTheConfigurationTakesIt()
    {
        // The register shows 300; a range of 200 rejects it until an engineer mends the configuration.
        var tag = Samples.Tag("PV", 1, 300) with { PhysicalMaximum = 200 };
        await using var whole = await WholeCollector.StartAsync(databases, new HolesDevice(), tag);
        var quarantine = whole.Database.Get<QuarantineStore>();
        var entry = (await WholeCollector.UntilAsync(() => quarantine.QueryAsync(new QuarantineFilter(System), 1), found => found.Count > 0))[0];
        Assert.Equal(("012c", QuarantineReason.OutOfRange), (entry.Reading.Raw, entry.Reading.Reason));

        var refused = Answer<ReplayAnswer>(await whole.AnsweredAsync(await AskAsync(whole, "replay", new ReplayRequest([entry.Id, -1]))));
        Assert.Empty(refused.Replayed);
        Assert.Equal([-1L, entry.Id], refused.Refused.Select(refusal => refusal.Id));

        var store = whole.Database.Get<ConfigurationStore>();
        var plant = (await store.ReadAsync())!.Plant;
        await store.SaveAsync(plant.WithTags("press-1", tags => [tags[0] with { PhysicalMaximum = 500 }]), 1, "erna", "a wider range");
        await WholeCollector.UntilAsync(() => whole.Database.Get<DeviceStatusStore>().ListAsync(), devices => devices is [{ Version: 2, State: DeviceState.Answering }]);

        var replayed = Answer<ReplayAnswer>(await whole.AnsweredAsync(await AskAsync(whole, "replay", new ReplayRequest([entry.Id]))));
        var again = Answer<ReplayAnswer>(await whole.AnsweredAsync(await AskAsync(whole, "replay", new ReplayRequest([entry.Id]))));

        Assert.Equal([entry.Id], replayed.Replayed);
        Assert.Contains("was replayed by erna", Assert.Single(again.Refused).Reason, StringComparison.Ordinal);
        var stored = await whole.Database.ScalarAsync<long>(
            $"SELECT count(*) FROM reading WHERE sensor_id = {SensorId.Create(7, 1)} AND value = 300 AND time = '{entry.Reading.SourceTime:O}'");
        Assert.Equal(1, stored);
        Assert.Equal(QuarantineState.Replayed, (await quarantine.FindAsync([entry.Id]))[0].State);
    }

    private static async Task AnsweringAsync(WholeCollector whole) => await WholeCollector.UntilAsync(
        () => whole.Database.Get<DeviceStatusStore>().ListAsync(), devices => devices is [{ State: DeviceState.Answering }]);

    private static Task<CollectorCommand> AskAsync<T>(WholeCollector whole, string kind, T request) => whole.Database.Get<CommandStore>()
        .AddAsync(kind, kind == "write" ? "press-1" : "quarantine", JsonSerializer.Serialize(request, FaultlineJson.Options), "erna", Minute, "by a test");

    private static T Answer<T>(CollectorCommand command) => JsonSerializer.Deserialize<T>(command.Answer!, FaultlineJson.Options)!;
}
