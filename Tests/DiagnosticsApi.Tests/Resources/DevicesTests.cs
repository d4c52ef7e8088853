using System.Net;
using System.Text;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Devices;
using Faultline.DiagnosticsApi.Tags;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.TimeSeries;
using StackExchange.Redis;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Resources;

[Collection(ApiCollection.Name)]
public sealed class DevicesTests(ApiFixture api)
{
    private static int last = 5000;
    private readonly int number = Interlocked.Increment(ref last);

    private string Id => $"device-{number}";

    [Fact]
    public async Task Device_Put_IsANewVersion_ThatTheCollectorIsHintedAt()
    {
        var hints = await api.Redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal(Channels.Configuration));

        var version = await PutAsync(Device(Tag("A", 1, 0))).OkAsync<ConfigurationVersion>();

        Assert.Equal("erna", version.CreatedBy);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await hints.ReadAsync(limit.Token)).Message != version.Number)
            continue;
        var read = await api.Viewer.GetAsync($"/api/devices/{Id}").OkAsync<DeviceConfiguration>();
        Assert.Equal((Id, "A", 0), (read.Id, read.Tags[0].Name, read.Tags[0].Modbus!.Address));
        var tag = await api.Viewer.GetAsync($"/api/tags/system-{number}.A").OkAsync<TagView>();
        Assert.Equal((Id, SensorId.Create(number, 1).Value), (tag.Device, tag.Key));
    }

    [Fact]
    public async Task EveryFault_IsTold_AndNothingIsSaved()
    {
        var before = await VersionAsync();

        var problem = await PutAsync(Device(Tag("A", 1, 70_000), Tag("A", 1, 1) with { Scale = 0, IntervalMs = 0 }) with { Port = 0 })
            .ProblemAsync(HttpStatusCode.BadRequest);

        var faults = problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name).ToArray();
        Assert.Equal(
            [$"{Id}.A: interval_ms", $"{Id}.A: modbus.address", $"{Id}.A: name", $"{Id}.A: ordinal", $"{Id}.A: scale", $"{Id}: port"], faults.Order(StringComparer.Ordinal));
        Assert.Equal(before, await VersionAsync());
    }

    [Fact]
    public async Task Number_OfAnotherSystemsReadings_IsRefused()
    {
        var system = await api.AddSystemAsync();

        var problem = await PutAsync(Device(Tag("A", 1, 0)) with { System = new DeviceSystem { Id = "thief", Number = system.Number, Name = "Thief" } })
            .ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Contains(system.Id.Value, problem.GetProperty("errors").GetProperty($"{Id}: system.number")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_CanBeImported_AndChangesNothing()
    {
        await PutAsync(Device(Tag("A", 1, 0) with { Title = "a \"quoted\", title", DeadbandPercent = 0.5, Limits = new TagLimits { High = 3, Deadband = 0.25 } }, Tag("B", 2, 1)))
            .OkAsync<ConfigurationVersion>();
        var before = await api.Viewer.GetAsync($"/api/devices/{Id}").OkAsync<DeviceConfiguration>();

        await ImportAsync("devices", await ExportAsync("devices")).OkAsync<ConfigurationVersion>();
        await ImportAsync("tags", await ExportAsync("tags")).OkAsync<ConfigurationVersion>();

        var after = await api.Viewer.GetAsync($"/api/devices/{Id}").OkAsync<DeviceConfiguration>();
        Assert.Equal(JsonSerializer.Serialize(before, FaultlineJson.Options), JsonSerializer.Serialize(after, FaultlineJson.Options));
    }

    [Fact]
    public async Task Export_OfAnOpcUaDevice_HoldsAllItsSettings()
    {
        var server = Device() with
        {
            Protocol = DeviceProtocol.OpcUa,
            Port = 4840,
            Modbus = null,
            OpcUa = new OpcUaSettings
            {
                Path = "/UA/Server", Security = OpcUaSecurity.Aes256Sha256RsaPss, SignOnly = true, VerifyHost = false, User = "operator", Password = "PLANT", PublishingIntervalMs = 50,
                KeepAliveMs = 700, LifetimeMs = 9000, Polling = true,
            },
            Tags = [new TagConfiguration { Name = "P", Ordinal = 1, PhysicalMaximum = 10, OpcUa = new OpcUaTag { Node = "ns=2;s=P", SamplingIntervalMs = 20, QueueSize = 3, DiscardOldest = false } }],
        };
        await PutAsync(server).OkAsync<ConfigurationVersion>();
        var (devices, tags) = (await ExportAsync("devices"), await ExportAsync("tags"));
        await api.Engineer.SendAsync("DELETE", $"/api/devices/{Id}").OkAsync<ConfigurationVersion>();

        await ImportAsync("devices", devices).OkAsync<ConfigurationVersion>();
        await ImportAsync("tags", tags).OkAsync<ConfigurationVersion>();

        var after = await api.Viewer.GetAsync($"/api/devices/{Id}").OkAsync<DeviceConfiguration>();
        Assert.Equal(JsonSerializer.Serialize(server, FaultlineJson.Options), JsonSerializer.Serialize(after, FaultlineJson.Options));
    }

    [Fact]
    public async Task Tags_ComeInPages_EachOnce_AlsoWhenSomeAreAddedAndRemovedMeanwhile()
    {
        await PutAsync(Device([.. Enumerable.Range(1, 7).Select(i => Tag($"T{i}", i, i))])).OkAsync<ConfigurationVersion>();

        var first = await PageAsync("&limit=3");
        await api.Engineer.SendAsync("DELETE", $"/api/tags/{Id}/T3").OkAsync<ConfigurationVersion>();
        await api.Engineer.SendAsync("PUT", $"/api/tags/{Id}/T25", Json(Tag("ignored", 25, 25))).OkAsync<ConfigurationVersion>();
        var second = await PageAsync($"&limit=3&cursor={first.Next}");
        var last = await PageAsync($"&limit=3&cursor={second.Next}");

        Assert.Equal(["T1", "T2", "T3", "T4", "T5", "T6", "T7"], first.Tags.Concat(second.Tags).Concat(last.Tags).Select(tag => tag.Tag.Name));
        Assert.Equal((7, 7, $"system-{number}.T3", null), (first.Total, last.Total, first.Next, last.Next));
    }

    [Fact]
    public async Task Tags_RefuseLimitAndCursor_ThatAreNone()
    {
        var problem = await api.Viewer.GetAsync("/api/tags?limit=1001&cursor=17").ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(["cursor", "limit"], problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_TellsEveryFault_WithItsLine()
    {
        await PutAsync(Device(Tag("A", 1, 0))).OkAsync<ConfigurationVersion>();
        var csv = $"""
            device,name,ordinal,address,type,bit,physical_minimum,physical_maximum
            {Id},B,2,1,uint16,,0,1
            {Id},C,two,1,uint16,,0,1
            {Id},D,4,1,real,,0,1

            nobody,E,5,1,uint16,,0,1
            {Id},F,6
            {Id},B,7,1,uint16,,0,1
            """;

        var problem = await ImportAsync("tags", csv).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(
            ["line 3: ordinal", "line 4: type", "line 6: device", "line 7", "line 8: name"],
            problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_ThatIsReadable_IsJudgedAsAWhole_WithLines()
    {
        await PutAsync(Device(Tag("A", 1, 0))).OkAsync<ConfigurationVersion>();
        var csv = $"device,name,ordinal,address,type,bit,physical_minimum,physical_maximum\n{Id},B,1,1,uint16,,0,1\n{Id},C,3,65535,float32,,5,1\n";

        var problem = await ImportAsync("tags", csv).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(
            ["line 2: ordinal", "line 3: modbus.address", "line 3: physical_maximum"],
            problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task OldVersion_Restored_IsANewOne_WithWhoChangedWhat()
    {
        var first = await PutAsync(Device(Tag("A", 1, 0))).OkAsync<ConfigurationVersion>();
        var second = await PutAsync(Device(Tag("A", 1, 5), Tag("B", 2, 6))).OkAsync<ConfigurationVersion>();

        var changes = await api.Viewer.GetAsync($"/api/devices/versions/{second.Number}/changes").OkAsync<List<ConfigurationChange>>();
        var restored = await api.Engineer.SendAsync("POST", $"/api/devices/versions/{first.Number}/restore?comment=oops").OkAsync<ConfigurationVersion>();

        Assert.Equal([new ConfigurationChange(Id, "A", "changed"), new ConfigurationChange(Id, "B", "added")], changes);
        Assert.Equal((second.Number + 1, "erna", "oops"), (restored.Number, restored.CreatedBy, restored.Comment));
        Assert.Equal(0, Assert.Single((await api.Viewer.GetAsync($"/api/devices/{Id}").OkAsync<DeviceConfiguration>()).Tags).Modbus!.Address);
        var audit = await api.Engineer.GetAsync($"/api/audit?subject=version {restored.Number}").OkAsync<List<AuditEntry>>();
        Assert.Equal(("erna", "configuration.save"), (audit[0].UserName, audit[0].Action));
    }

    [Fact]
    public async Task Tag_CanBePut_AndRemoved()
    {
        await PutAsync(Device(Tag("A", 1, 0))).OkAsync<ConfigurationVersion>();

        await api.Engineer.SendAsync("PUT", $"/api/tags/{Id}/B", Json(Tag("ignored", 2, 7))).OkAsync<ConfigurationVersion>();
        Assert.Equal(["A", "B"], (await PageAsync("")).Tags.Select(tag => tag.Tag.Name));
        await api.Engineer.SendAsync("DELETE", $"/api/tags/{Id}/A").OkAsync<ConfigurationVersion>();
        Assert.Equal(["B"], (await PageAsync("")).Tags.Select(tag => tag.Tag.Name));
        await api.Engineer.SendAsync("DELETE", $"/api/tags/{Id}/A").ProblemAsync(HttpStatusCode.NotFound);
        await api.Engineer.SendAsync("DELETE", $"/api/devices/{Id}").OkAsync<ConfigurationVersion>();
        await api.Viewer.GetAsync($"/api/devices/{Id}").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task List_CarriesWhatTheCollectorTold()
    {
        await PutAsync(Device(Tag("A", 1, 0))).OkAsync<ConfigurationVersion>();
        var told = new DeviceStatus(Id, "collector-1", 1, DeviceState.Lost, api.Clock.GetUtcNow(), null, "refused", 1, 2, 3, 4, 5, 6, ["A"]);
        await api.Database.Get<DeviceStatusStore>().WriteAsync([told]);

        var device = (await api.Viewer.GetAsync("/api/devices").OkAsync<List<DeviceView>>()).Single(device => device.Id == Id);

        Assert.Equal((DeviceState.Lost, "refused", 3L, 1), (device.Status!.State, device.Status.Fault, device.Status.SkippedPolls, device.Tags));
        Assert.Equal(["A"], device.Status.BadTags);
    }

    private Task<HttpResponseMessage> PutAsync(DeviceConfiguration device) => api.Engineer.SendAsync("PUT", $"/api/devices/{Id}", Json(device));

    private async Task<HttpResponseMessage> ImportAsync(string what, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        return await api.Engineer.PostAsync(new Uri($"/api/{what}/import", UriKind.Relative), content);
    }

    private async Task<string> ExportAsync(string what)
    {
        using var answer = await api.Viewer.GetAsync($"/api/{what}/export");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }

    private Task<TagPage> PageAsync(string query) => api.Viewer.GetAsync($"/api/tags?device={Id}{query}").OkAsync<TagPage>();

    private async Task<long> VersionAsync() => (await api.Viewer.GetAsync("/api/devices/versions?limit=1").OkAsync<List<ConfigurationVersion>>()).FirstOrDefault()?.Number ?? 0;

    private DeviceConfiguration Device(params TagConfiguration[] tags) => new()
    {
        Id = Id,
        System = new DeviceSystem { Id = $"system-{number}", Number = number, Name = "A system" },
        Host = "10.0.0.1",
        Modbus = new ModbusSettings(),
        Tags = tags,
    };

    private static TagConfiguration Tag(string name, int ordinal, int address) =>
        new() { Name = name, Ordinal = ordinal, PhysicalMaximum = 100, Modbus = new ModbusTag { Address = address } };

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, FaultlineJson.Options);
}
