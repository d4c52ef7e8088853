using System.Net;
using Bunit;
using Faultline.Contracts;
using Faultline.Dashboard.Api;
using Faultline.Dashboard.Components;
using Faultline.Dashboard.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace Faultline.Dashboard.Tests;

public sealed class DevicePageTests : DashboardContext, IAsyncLifetime
{
    private static readonly DeviceConfiguration Press = new()
    {
        Id = "press-1",
        Name = "Press 1",
        System = new DeviceSystem { Id = "hydraulic-1", Number = 1, Name = "Press 1" },
        Host = "10.0.0.1",
        Modbus = new ModbusSettings(),
        Tags =
        [
            new TagConfiguration
            {
                Name = "PS1", Ordinal = 1, Unit = "bar", IntervalMs = 20, PhysicalMaximum = 400,
                Modbus = new ModbusTag { Address = 7, Type = TagType.Float32, Order = ByteOrder.Cdab },
                Limits = new TagLimits { Low = 120, High = 195.5 },
            },
        ],
    };

    private static readonly ConfigurationVersion Second = new(2, Samples.Start, "erna", "New press");

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task Tags_ShowWhereTheyStand_AndTheirLiveValue()
    {
        var page = await RenderAsync("operator");
        Hub.Send(Samples.Readings(1, ("PS1", 151.23)));
        Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Contains("151.2", page.Find("[data-testid=tag-row]").TextContent, StringComparison.Ordinal));
        Assert.Contains("connection refused", page.Markup, StringComparison.Ordinal);
        var row = page.Find("[data-testid=tag-row]").TextContent;
        Assert.Contains("holding 7 float32 cdab", row, StringComparison.Ordinal);
        Assert.Contains("20 ms", row, StringComparison.Ordinal);
        Assert.Contains("– / 120 / 195.5 / –", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operator_ChangesNothing()
    {
        var page = await RenderAsync("operator");

        Assert.Empty(page.FindAll("[data-testid=edit], [data-testid=enable], [data-testid=remove], [data-testid=add-tag], [aria-label='Edit PS1']"));
    }

    [Fact]
    public async Task Form_OpensOnTheNewestVersion_AndOnlyOneAtATime()
    {
        var page = await RenderAsync("engineer");
        Http.Answers["GET /api/devices/press-1"] = Press with { Name = "Press 1b" };

        await page.Find("[data-testid=edit]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal("Press 1b", page.Find("[data-field=name]").GetAttribute("value")));
        Assert.True(page.Find("[data-testid=add-tag]").HasAttribute("disabled"));
        Assert.True(page.Find("[aria-label='Edit PS1']").HasAttribute("disabled"));
        await page.Find("[data-testid=leave]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=device-form]")));
        Assert.False(page.Find("[aria-label='Edit PS1']").HasAttribute("disabled"));
    }

    [Fact]
    public async Task NewTag_BeginsWithTheNextOrdinalOfItsSystem_OverAllPages()
    {
        var page = await RenderAsync("engineer");
        Http.Answers["GET /api/tags"] = new { tags = new[] { new { tag = new TagConfiguration { Ordinal = 40 } }, new { tag = new TagConfiguration { Ordinal = 7 } } }, next = (string?)null };

        await page.Find("[data-testid=add-tag]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal("41", page.Find("[data-field=ordinal]").GetAttribute("value")));
    }

    [Fact]
    public async Task Tag_RemovedMeanwhile_IsSaid_InsteadOfAForm()
    {
        var page = await RenderAsync("engineer");
        Http.Answers["GET /api/devices/press-1"] = Press with { Tags = [] };

        await page.Find("[aria-label='Edit PS1']").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("There is no tag 'PS1' any more.", page.Find("[data-testid=failure]").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[data-testid=tag-form]"));
    }

    [Fact]
    public async Task Remove_OfWhatWasChangedMeanwhile_IsRefused_AndTheNewestShown()
    {
        var page = await RenderAsync("engineer");
        Http.Answers["DELETE /api/devices/press-1"] = new { detail = "Device 'press-1' was changed meanwhile." };
        Http.Statuses["DELETE /api/devices/press-1"] = HttpStatusCode.PreconditionFailed;
        Http.Answers["GET /api/devices/press-1"] = Press with { Name = "Press 1b" };

        await page.Find("[data-testid=remove]").ClickAsync(new());
        await page.Find("[data-testid=remove]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal("Press 1b", page.Find("h1").TextContent));
        Assert.Contains("was changed meanwhile", page.Find("[data-testid=failure]").TextContent, StringComparison.Ordinal);
        Assert.Equal("If-Match: \"first\"", Http.Conditions["DELETE /api/devices/press-1"]);
        Assert.Equal("Remove", page.Find("[data-testid=remove]").TextContent);
    }

    [Fact]
    public async Task Remove_IsAskedTwice()
    {
        var page = await RenderAsync("engineer");
        Http.Answers["DELETE /api/devices/press-1"] = Second;

        await page.Find("[data-testid=remove]").ClickAsync(new());
        Assert.DoesNotContain("DELETE /api/devices/press-1", Http.Asked);
        await page.Find("[data-testid=remove]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.EndsWith("/devices", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Contains("DELETE /api/devices/press-1", Http.Asked);
    }

    [Fact]
    public async Task Versions_TellWhatChanged_AndBringAnOldOneBack()
    {
        SignIn("engineer");
        Http.Answers["GET /api/devices/versions"] = new[] { Second, new ConfigurationVersion(1, Samples.Start, "collector", "Default plant") };
        Http.Answers["GET /api/devices/versions/2/changes"] = new[] { new ConfigurationChange("press-1", null, "added"), new ConfigurationChange("press-2", "T7", "changed") };
        Http.Answers["POST /api/devices/versions/1/restore"] = Second;
        await ConnectAsync();
        var restored = 0;
        var list = Render<VersionList>(parameters => parameters.Add(list => list.MayRestore, true).Add(list => list.Restored, () => restored++));
        list.WaitForAssertion(() => Assert.Equal(2, list.FindAll("[data-testid=version-row]").Count));

        await list.Find("[data-testid=version-row] button.fl-plain").ClickAsync(new());
        list.WaitForAssertion(() => Assert.Contains("press-1 added, press-2.T7 changed", list.Markup, StringComparison.Ordinal));
        await list.FindAll("button").Single(button => button.TextContent.Contains("Back to 1", StringComparison.Ordinal)).ClickAsync(new());

        list.WaitForAssertion(() => Assert.Equal(1, restored));
        Assert.Contains("POST /api/devices/versions/1/restore", Http.Asked);
    }

    [Fact]
    public async Task File_Imported_TellsItsVersion()
    {
        Http.Answers["POST /api/tags/import"] = Second;
        await ConnectAsync();
        var files = Render<DeviceFiles>(parameters => parameters.Add(files => files.MayImport, true));

        files.FindComponents<InputFile>()[1].UploadFiles(InputFileContent.CreateFromText("device,name\n", "tags.csv"));

        files.WaitForAssertion(() => Assert.Equal("tags.csv is in force as version 2.", files.Find("[data-testid=imported]").TextContent));
    }

    [Fact]
    public async Task Certificate_Rejected_CanBeTrusted()
    {
        var presented = new CertificateState(new string('A', 40), "rejected", "CN=press", "urn:press", Samples.Start, Samples.Start.AddYears(1));
        Http.Answers["GET /api/certificates"] = new CertificateList("FF", [presented]);
        Http.Answers[$"POST /api/certificates/{presented.Thumbprint}/trust"] = new CertificateList("FF", [presented with { Trust = "trusted" }]);
        await ConnectAsync();
        var table = Render<CertificateTable>();
        table.WaitForAssertion(() => Assert.Contains("rejected", table.Find("[data-testid=certificate-row]").TextContent, StringComparison.Ordinal));

        await table.Find("[data-testid=certificate-row] button").ClickAsync(new());

        table.WaitForAssertion(() => Assert.Contains("trusted", table.Find("[data-testid=certificate-row]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nodes_OfAServer_AreWalkedDown_AndBecomeTags()
    {
        SignIn("engineer");
        var server = Press with { Protocol = DeviceProtocol.OpcUa, OpcUa = new OpcUaSettings(), Modbus = null, Tags = [] };
        Http.Answers["GET /api/devices/press-1/nodes"] = new BrowseAnswer([new BrowsedNode("ns=2;s=Pump", "/2:Pump", "Pump", "Pump", false, null, null, null, null)], false, null);
        Http.Answers["POST /api/devices/press-1/nodes/import"] = Second;
        await ConnectAsync();
        var browser = Render<NodeBrowser>(parameters => parameters.Add(browser => browser.Device, server));
        browser.WaitForAssertion(() => Assert.Single(browser.FindAll("[data-testid=node-row]")));

        Http.Answers["GET /api/devices/press-1/nodes"] = new BrowseAnswer([new BrowsedNode("ns=2;s=P1", "/2:P1", "P1", "Pressure", true, "Double", "bar", 0, 400)], false, null);
        await browser.Find("[data-testid=node-row] button").ClickAsync(new());
        browser.WaitForAssertion(() => Assert.Contains("0 to 400", browser.Find("[data-testid=node-row]").TextContent, StringComparison.Ordinal));
        browser.Find("input[type=checkbox]").Change(true);
        await browser.Find("[data-testid=import-nodes]").ClickAsync(new());

        browser.WaitForAssertion(() => Assert.Equal("1 tags are in force as version 2.", browser.Find("[data-testid=nodes-imported]").TextContent));
    }

    private async Task<IRenderedComponent<DevicePage>> RenderAsync(string role)
    {
        SignIn(role);
        Http.Answers["GET /api/devices/press-1"] = Press;
        Http.Answers["GET /api/devices"] = new[]
        {
            new DeviceInfo("press-1", "Press 1", true, "hydraulic-1", DeviceProtocol.Modbus, "10.0.0.1", 502, 1,
                new DeviceStatusInfo("lost", Samples.Start, null, "connection refused", 0, 0, 0, 9, 0, 0, [])),
        };
        await ConnectAsync();
        var page = Render<DevicePage>(parameters => parameters.Add(page => page.Id, "press-1"));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[data-testid=tag-row]")));
        return page;
    }
}
