using System.Net;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Quarantine;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.TimeSeries;
using StackExchange.Redis;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Resources;

/// <summary>Commands, with the test in the collector's place: it claims them from the same database and answers.</summary>
[Collection(ApiCollection.Name)]
public sealed class CommandTests(ApiFixture api)
{
    private static int last = 7000;
    private readonly int number = Interlocked.Increment(ref last);

    [Fact]
    public async Task Write_IsCheckedExecutedAndAudited()
    {
        await AddDeviceAsync();
        var asking = WriteAsync("SP", 42);

        var command = await AnswerAsync(new WriteAnswer([new TagReadBack("SP", 42, true)], null), done: true);

        var answer = await asking.OkAsync<WriteAnswer>();
        Assert.Equal(new TagReadBack("SP", 42, true), Assert.Single(answer.Values));
        Assert.Equal(("write", $"device-{number}", "erna"), (command.Kind, command.Subject, command.RequestedBy));
        Assert.Equal("SP", JsonSerializer.Deserialize<WriteRequest>(command.Request, FaultlineJson.Options)!.Values[0].Tag);
        var audit = await api.Engineer.GetAsync($"/api/audit?subject=device-{number}").OkAsync<List<AuditEntry>>();
        Assert.Equal(["write.done", "write.ask"], audit.Select(entry => entry.Action));
    }

    [Fact]
    public async Task Write_ThatTheDeviceRefuses_Is502WithTheReason()
    {
        await AddDeviceAsync();
        var asking = WriteAsync("SP", 42);

        await AnswerAsync(new WriteAnswer([], "device says no"), done: false);

        Assert.Equal("device says no", (await asking.ProblemAsync(HttpStatusCode.BadGateway)).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("SP", 101, "values[0].value")]
    [InlineData("SP", -0.5, "values[0].value")]
    [InlineData("PV", 1, "values[0].tag")]
    [InlineData("XX", 1, "values[0].tag")]
    public async Task Write_OutsideItsRange_IsRefused_AndNoCommandIsMade(string tag, double value, string parameter)
    {
        await AddDeviceAsync();

        Assert.NotEmpty(await WriteAsync(tag, value).FaultAsync(parameter));

        Assert.Empty(await api.Engineer.GetAsync($"/api/audit?subject=device-{number}").OkAsync<List<AuditEntry>>());
    }

    [Fact]
    public async Task Entries_AreDiscarded_Once_AndAudited()
    {
        var system = await api.AddSystemAsync();
        var now = api.Clock.GetUtcNow();
        await api.Database.Get<QuarantineStore>().AddAsync(
            [new QuarantinedReading(system.Id, "PS1", now, now, 900, "44610000", QuarantineReason.OutOfRange, "Too high.") { Rule = "physical_maximum 400 bar" }]);
        var entry = (await api.Viewer.GetAsync($"/api/quarantine?system_id={system.Id}&state=held").OkAsync<List<QuarantineView>>()).Single();

        var first = await DiscardAsync(entry.Id).OkAsync<DiscardAnswer>();
        var second = await DiscardAsync(entry.Id).OkAsync<DiscardAnswer>();

        Assert.Equal([entry.Id], first.Discarded);
        Assert.Empty(second.Discarded);
        Assert.Equal("physical_maximum 400 bar", entry.Rule);
        var after = (await api.Viewer.GetAsync($"/api/quarantine?system_id={system.Id}").OkAsync<List<QuarantineView>>()).Single();
        Assert.Equal((QuarantineState.Discarded, "erna"), (after.State, after.DecidedBy));
        Assert.Empty(await api.Viewer.GetAsync($"/api/quarantine?system_id={system.Id}&state=held").OkAsync<List<QuarantineView>>());
        using var export = await api.Viewer.GetAsync($"/api/quarantine/export?system_id={system.Id}");
        Assert.Contains("out_of_range,physical_maximum 400 bar,Too high.,discarded", await export.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task AddDeviceAsync()
    {
        var device = new DeviceConfiguration
        {
            Id = $"device-{number}",
            System = new DeviceSystem { Id = $"system-{number}", Number = number, Name = "A system" },
            Host = "10.0.0.1",
            Modbus = new ModbusSettings(),
            Tags =
            [
                new TagConfiguration { Name = "PV", Ordinal = 1, PhysicalMaximum = 100, Modbus = new ModbusTag() },
                new TagConfiguration { Name = "SP", Ordinal = 2, PhysicalMaximum = 100, Modbus = new ModbusTag { Address = 1 }, Write = new TagWriteRange(0, 100) },
            ],
        };
        await api.Engineer.SendAsync("PUT", $"/api/devices/{device.Id}", JsonSerializer.Serialize(device, FaultlineJson.Options)).OkAsync<ConfigurationVersion>();
    }

    private Task<HttpResponseMessage> WriteAsync(string tag, double value) => api.Engineer.SendAsync(
        "POST", "/api/tags/write", JsonSerializer.Serialize(new { values = new[] { new TagValue($"system-{number}.{tag}", value) } }, FaultlineJson.Options));

    private Task<HttpResponseMessage> DiscardAsync(long id) => api.Engineer.SendAsync("POST", "/api/quarantine/discard", $$"""{"ids":[{{id}}]}""");

    private async Task<CollectorCommand> AnswerAsync<T>(T answer, bool done)
    {
        var store = api.Database.Get<CommandStore>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        CollectorCommand? command;
        while ((command = await store.ClaimAsync("a test", limit.Token)) is null)
            await api.Redis.GetDatabase().PingAsync();
        await store.CompleteAsync(command, done, JsonSerializer.Serialize(answer, FaultlineJson.Options), "by a test", limit.Token);
        await api.Redis.GetSubscriber().PublishAsync(RedisChannel.Literal(Channels.CommandsAnswered), command.Id);
        return command;
    }
}
