using System.Globalization;
using System.Text.RegularExpressions;
using Faultline.Browser.Pages;
using Faultline.Contracts;
using Faultline.EndToEnd.Line;
using Faultline.Protocols.Modbus.Server;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Faultline.EndToEnd;

/// <summary>An engineer at the dashboard of the running line: devices and tags without writing a document. A line of its own, since the plant is another afterwards.</summary>
public sealed partial class EngineerTests(RunningLine line) : IClassFixture<RunningLine>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [SkippableFact]
    public async Task Device_AddedInForms_IsReadLive_ItsLimitWorks_AndAStaleFormOverwritesNothing()
    {
        await using var browser = await EngineerBrowser.StartAsync(line.Host);
        var mine = await browser.OpenAsync("devices/new");
        await AddDeviceAsync(mine, "bench-1", 101, "service://simulator/modbus");
        await AddTagAsync(mine, "PS1", ("unit", "bar"), ("interval_ms", "100"), ("modbus.address", Text(HydraulicRig.RegisterOf(HydraulicRig.Find("PS1")!))), ("physical_maximum", "400"));
        var row = mine.Page.GetByTestId("tag-row");
        await Expect(row).ToContainTextAsync(PressurePattern());
        await Expect(row).ToContainTextAsync("good");

        var theirs = await browser.OpenAsync("devices/bench-1");
        await mine.EditTag("PS1").ClickAsync();
        await mine.Field("title").FillAsync("Mine");
        await mine.Field("limits.low").FillAsync("1");
        await theirs.EditTag("PS1").ClickAsync();
        await theirs.Field("limits.high").FillAsync("2");
        await theirs.Field("title").FillAsync("Theirs");
        await SaveAsync(theirs);
        await line.Hub.AlarmAsync(
            told => told.Event == AlarmEvent.Raised && told.Alarm.SystemId.Value == "bench-1" && told.Alarm.Source == "PS1" && told.Alarm.Limit == 2, Patience);

        await mine.Page.GetByTestId("save").ClickAsync();
        await Expect(mine.Page.GetByTestId("stale")).ToContainTextAsync("Nothing was saved");
        await mine.Page.GetByTestId("renew").ClickAsync();
        await Expect(mine.Field("limits.high")).ToHaveValueAsync("2");
        await Expect(mine.Field("title")).ToHaveValueAsync("Mine");
        await Expect(mine.NotesOf("title")).ToContainTextAsync("“Theirs”");
        await SaveAsync(mine);

        var saved = (await line.Plant.GetAsync("/api/devices/bench-1")).GetProperty("tags")[0];
        Assert.Equal(("Mine", 1, 2), (saved.GetProperty("title").GetString(), saved.GetProperty("limits").GetProperty("low").GetDouble(), saved.GetProperty("limits").GetProperty("high").GetDouble()));
        Assert.Empty(theirs.Errors);
        // Refused on purpose, once each: browsers log it.
        Assert.All(mine.Errors, error => Assert.Matches("40[04]|412", error));
    }

    [SkippableFact]
    public async Task Tag_WithAWriteRange_IsWrittenFromItsRow_AndReadBack()
    {
        var device = new MemoryModbusDevice(16);
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusDevice> { [1] = device }, new ModbusTcpServerOptions { Port = 0 });
        server.Start();
        await using var browser = await EngineerBrowser.StartAsync(line.Host);
        var dashboard = await browser.OpenAsync("devices/new");
        await AddDeviceAsync(dashboard, "press-7", 107, "127.0.0.1", ("port", Text(server.Port)));
        await AddTagAsync(
            dashboard, "SP", ("unit", "bar"), ("modbus.address", "4"), ("scale", "0.1"), ("interval_ms", "200"), ("physical_maximum", "400"), ("write.minimum", "0"), ("write.maximum", "250"));

        await dashboard.WriteTag("SP").ClickAsync();
        await dashboard.Page.GetByTestId("write-value").FillAsync("251");
        await WriteAsync(dashboard, "251");
        await Expect(dashboard.Page.GetByTestId("failure")).ToContainTextAsync("251 is outside 0 to 250 bar.");
        await dashboard.Page.GetByTestId("write-value").FillAsync("120.5");
        await WriteAsync(dashboard, "120.5");

        await Expect(dashboard.Page.GetByTestId("written")).ToContainTextAsync("The device shows 120.5 bar, as it should.");
        await Expect(dashboard.Page.GetByTestId("tag-row")).ToContainTextAsync("120.5");
        lock (device.Gate)
            Assert.Equal(1205, FloatAt4(device.HoldingRegisters), 0.01f);
    }

    private static async Task AddDeviceAsync(DashboardPage dashboard, string id, int number, string host, params (string Field, string Text)[] more)
    {
        await FillAsync(dashboard, [("id", id), ("name", id), ("host", host), ("system.id", id), ("system.number", Text(number)), ("system.name", id), ("modbus.unit_id", "1"), .. more]);
        await dashboard.Page.GetByTestId("save").ClickAsync();
        await Expect(dashboard.Page.GetByTestId("add-tag")).ToBeEnabledAsync();
        await Expect(dashboard.Page.Locator("h1")).ToHaveTextAsync(id);
    }

    /// <summary>Once refused by the API, whose fault stands at its field.</summary>
    private static async Task AddTagAsync(DashboardPage dashboard, string name, params (string Field, string Text)[] fields)
    {
        await dashboard.Page.GetByTestId("add-tag").ClickAsync();
        await Expect(dashboard.Field("ordinal")).ToHaveValueAsync("1");
        await dashboard.Field("modbus.type").SelectOptionAsync("float32");
        await FillAsync(dashboard, [("name", name), .. fields, ("interval_ms", "0")]);
        await dashboard.Page.GetByTestId("save").ClickAsync();
        await Expect(dashboard.NotesOf("interval_ms")).ToContainTextAsync("0 ms is outside 1 to 86400000 ms.");
        await FillAsync(dashboard, [fields.Single(field => field.Field == "interval_ms")]);
        await SaveAsync(dashboard);
    }

    private static async Task FillAsync(DashboardPage dashboard, params (string Field, string Text)[] fields)
    {
        foreach (var (field, text) in fields)
            await dashboard.Field(field).FillAsync(text);
    }

    private static async Task SaveAsync(DashboardPage dashboard)
    {
        await dashboard.Page.GetByTestId("save").ClickAsync();
        await Expect(dashboard.Page.GetByTestId("tag-form")).ToHaveCountAsync(0);
    }

    private static async Task WriteAsync(DashboardPage dashboard, string value)
    {
        var send = dashboard.Page.GetByTestId("write-send");
        await send.ClickAsync();
        await Expect(send).ToContainTextAsync($"Really write {value} bar");
        await send.ClickAsync();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The value that was written, as it stands in the device: ABCD.</summary>
    private static float FloatAt4(ushort[] registers) => BitConverter.Int32BitsToSingle((registers[4] << 16) | registers[5]);

    [GeneratedRegex(@"1\d\d(\.\d+)?\s*bar")]
    private static partial Regex PressurePattern();
}
