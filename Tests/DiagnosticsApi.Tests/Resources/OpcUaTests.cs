using System.Net;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.TimeSeries;
using StackExchange.Redis;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Resources;

/// <summary>Certificates, browsing and import, with the test in the collector's place.</summary>
[Collection(ApiCollection.Name)]
public sealed class OpcUaTests(ApiFixture api)
{
    private const string Thumbprint = "00112233445566778899AABBCCDDEEFF00112233";
    private static int last = 3900;
    private readonly int number = Interlocked.Increment(ref last);

    [Fact]
    public async Task Certificate_IsTrusted_ByTheCollector()
    {
        var asking = api.Engineer.SendAsync("POST", $"/api/certificates/{Thumbprint}/trust", "{}");

        var command = await AnswerAsync(List("trusted"), done: true);

        Assert.Equal("trusted", Assert.Single((await asking.OkAsync<CertificateList>()).Certificates).Trust);
        var decision = JsonSerializer.Deserialize<CertificateDecision>(command.Request, FaultlineJson.Options)!;
        Assert.Equal((Thumbprint, true, "erna"), (decision.Thumbprint, decision.Trust, command.RequestedBy));
    }

    [Fact]
    public async Task Certificates_AreListed()
    {
        var asking = api.Engineer.GetAsync("/api/certificates");
        await AnswerAsync(List("rejected"), done: true);

        Assert.Equal("rejected", Assert.Single((await asking.OkAsync<CertificateList>()).Certificates).Trust);
    }

    [Fact]
    public async Task UnknownCertificate_Is404_AndNoThumbprintIsAFault()
    {
        var asking = api.Engineer.SendAsync("POST", $"/api/certificates/{Thumbprint}/reject", "{}");
        await AnswerAsync(new { }, done: false);

        await asking.ProblemAsync(HttpStatusCode.NotFound);
        Assert.NotEmpty(await api.Engineer.SendAsync("POST", "/api/certificates/..%2Fkey/trust", "{}").FaultAsync("thumbprint"));
    }

    [Fact]
    public async Task Nodes_AreImportedAsTags_WithUnitAndRange()
    {
        await AddDeviceAsync();
        var asking = api.Engineer.SendAsync("POST", $"/api/devices/plc-{number}/nodes/import", """{"node":"ns=2;s=Plant","interval_ms":250}""");
        await AnswerAsync(new BrowseAnswer(
            [
                new BrowsedNode("ns=2;s=Pump", "/2:Pump", "Pump", "Pump", false, null, null, null, null),
                new BrowsedNode("ns=2;s=Pump.P", "/2:Pump/2:Pressure", "Pressure", "Pump pressure", true, "Double", "bar", 0, 400),
                new BrowsedNode("ns=2;s=Valve.P", "/2:Valve/2:Pressure", "Pressure", "Valve pressure", true, "Float", null, null, null),
                new BrowsedNode("ns=2;s=Name", "/2:Name", "Name", "Name", true, "String", null, null, null),
            ],
            false, null), done: true);
        await asking.OkAsync<ConfigurationVersion>();

        var device = await api.Engineer.GetAsync($"/api/devices/plc-{number}").OkAsync<DeviceConfiguration>();

        Assert.Equal(["Pressure", "Valve_Pressure"], device.Tags.Select(tag => tag.Name));
        Assert.Equal([1, 2], device.Tags.Select(tag => tag.Ordinal));
        var pressure = device.Tags[0];
        Assert.Equal(("ns=2;s=Pump.P", "bar", 0d, 400d, 250d, TimestampSource.Source), (
            pressure.OpcUa!.Node, pressure.Unit, pressure.PhysicalMinimum, pressure.PhysicalMaximum, pressure.IntervalMs, pressure.Timestamp));
    }

    [Fact]
    public async Task Browse_OfADeviceThatIsAway_Is502WithTheReason()
    {
        await AddDeviceAsync();
        var asking = api.Engineer.GetAsync($"/api/devices/plc-{number}/nodes?depth=2");
        await AnswerAsync(new BrowseAnswer(null, false, "plc is not connected."), done: false);

        Assert.Equal("plc is not connected.", (await asking.ProblemAsync(HttpStatusCode.BadGateway)).GetProperty("detail").GetString());
        await api.Engineer.GetAsync("/api/devices/nothing/nodes").ProblemAsync(HttpStatusCode.NotFound);
    }

    private static CertificateList List(string trust) =>
        new("OWN", [new CertificateState(Thumbprint, trust, "CN=plc", "urn:plc", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100))]);

    private async Task AddDeviceAsync()
    {
        var device = new DeviceConfiguration
        {
            Id = $"plc-{number}",
            System = new DeviceSystem { Id = $"plc-system-{number}", Number = number, Name = "A system" },
            Protocol = DeviceProtocol.OpcUa,
            Host = "10.0.0.1",
            Port = 4840,
            OpcUa = new OpcUaSettings(),
        };
        await api.Engineer.SendAsync("PUT", $"/api/devices/{device.Id}", JsonSerializer.Serialize(device, FaultlineJson.Options)).OkAsync<ConfigurationVersion>();
    }

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
