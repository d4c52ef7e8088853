using Bunit;
using Faultline.Contracts;
using Faultline.Dashboard.Api;
using Faultline.Dashboard.Pages;

namespace Faultline.Dashboard.Tests;

public sealed class CollectorPageTests : DashboardContext, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task Devices_ShowState_AndWhyOneDoesNotAnswer()
    {
        Http.Answers["GET /api/devices"] = new[]
        {
            Device("press-1", new DeviceStatusInfo("answering", Samples.Start, Samples.Start, null, 50, 1, 2, 0, 850, 3, ["T7"])),
            Device("press-2", new DeviceStatusInfo("lost", Samples.Start, null, "connection refused", 0, 0, 0, 9, 0, 0, [])),
            Device("press-3", null),
        };
        Http.Answers["GET /api/devices/versions"] = Array.Empty<ConfigurationVersion>();
        await ConnectAsync();

        var page = Render<Devices>();

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("[data-testid=device-row]").Count));
        var rows = page.FindAll("[data-testid=device-row]");
        Assert.Contains("refuses T7", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("connection refused", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("10.0.0.1:502", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("unknown", rows[2].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quarantine_Engineer_ReplaysWhatIsChosen_AndSeesWhatBecameOfIt()
    {
        SignIn("engineer");
        Http.Answers["GET /api/quarantine"] = new[] { Item(2, "held", null), Item(1, "discarded", "erna") };
        Http.Answers["POST /api/quarantine/replay"] = new ReplayAnswer([], [new ReplayRefusal(2, "900 is outside the physical range")]);
        await ConnectAsync();
        var page = Render<QuarantineList>();
        page.WaitForAssertion(() => Assert.Single(page.FindAll("input[type=checkbox]")));

        page.Find("input[type=checkbox]").Change(true);
        page.Find("[data-testid=replay]").Click();

        page.WaitForAssertion(() => Assert.Contains("900 is outside", page.Find("[data-testid=outcome]").TextContent, StringComparison.Ordinal));
        Assert.Contains("POST /api/quarantine/replay", Http.Asked);
        Assert.Contains("discarded by erna", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quarantine_Operator_DecidesNothing()
    {
        Http.Answers["GET /api/quarantine"] = new[] { Item(2, "held", null) };
        await ConnectAsync();

        var page = Render<QuarantineList>();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-testid=quarantine-row]")));
        Assert.Empty(page.FindAll("input[type=checkbox]"));
    }

    private static DeviceInfo Device(string id, DeviceStatusInfo? status) => new(id, "", true, id, DeviceProtocol.Modbus, "10.0.0.1", 502, 17, status);

    private static QuarantineItem Item(long id, string state, string? by) => new(
        id, new SystemId("hydraulic-1"), "PS1", Samples.Start, Samples.Start, 900, "44610000", QuarantineReason.OutOfRange, "Too high.", state, by);
}
