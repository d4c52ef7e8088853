using System.Net;
using AngleSharp.Dom;
using Bunit;
using Faultline.Contracts;
using Faultline.Dashboard.Api;
using Faultline.Dashboard.Layout;
using Faultline.Dashboard.Live;
using Faultline.Dashboard.Pages;
using Faultline.Dashboard.Session;
using Microsoft.Extensions.DependencyInjection;

namespace Faultline.Dashboard.Tests;

public sealed class PageTests : DashboardContext, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task System_ConfiguredLater_AppearsWithItsFirstValues()
    {
        await ConnectAsync();
        var later = new SystemId("press-1");
        Http.Answers["GET /api/systems"] = new[] { Samples.Info, new SystemInfo(later, 2, "Press 1") };
        Http.Answers["GET /api/systems/press-1/sensors"] = new[] { new SensorInfo("press-1.P", "P", "Pressure", "bar", new SensorLimits(null, null, null, null)) };
        var page = Render<SystemOverview>();

        Hub.Send(new LiveReadings(later, Samples.Start, new Dictionary<string, LiveValue> { ["P"] = new(7, QualityClass.Good, Samples.Start) }));
        Time.Advance(TimeSpan.FromMilliseconds(200));

        page.WaitForAssertion(() => Assert.Contains("Press 1", page.Markup, StringComparison.Ordinal));
        Assert.Equal(7, Services.GetRequiredService<PlantState>().Find("press-1")!.ValueOf("P")!.Value.Value);
    }

    [Fact]
    public async Task Overview_ValuesAndPredictions_AreShown()
    {
        await ConnectAsync();
        var page = Render<SystemOverview>();
        Hub.Send(Samples.Readings(1, ("PS1", 157.34), ("TS1", 46.9)));
        Hub.Send(Samples.Prediction(1, Component.Pump, 2, 0.97));
        Time.Advance(TimeSpan.FromMilliseconds(200));

        page.WaitForAssertion(() => Assert.Contains("157.3bar", Text(page.Find("[data-testid=value-PS1]")), StringComparison.Ordinal));
        Assert.Contains("leakage 2", Text(page.Find("[data-testid=wear-pump]")), StringComparison.Ordinal);
        Assert.Contains("97 %", page.Find("[data-testid=wear-pump]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Running, worn", page.Find("[data-testid=system-status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_Storage_TellsDepthLicenceAndRetention()
    {
        Http.Answers["GET /api/storage"] = new StorageDetails(
            "timescale_apache", "17.5", "2.19.3", "apache", true, new Dictionary<string, double> { ["reading"] = 30 * 86400 }, [new StorageTable("reading", 12_300_000_000)]);
        await ConnectAsync();
        var page = Render<SystemOverview>();

        page.WaitForAssertion(() => Assert.Contains(
            "TimescaleDB 2.19.3 (apache licence) on PostgreSQL 17.5, 12.3 GB on disk; readings are kept 30 days, minutes for ever.", page.Find("[data-testid=storage]").TextContent, StringComparison.Ordinal));
        Assert.Contains("read-only at the moment", page.Find("[data-testid=storage]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_NoValuesForLong_SaysSo()
    {
        await ConnectAsync();
        Hub.Send(Samples.Readings(0, ("PS1", 157)));
        var page = Render<SystemOverview>();
        Time.Advance(TimeSpan.FromSeconds(30));

        page.WaitForAssertion(() => Assert.Contains("No data", page.Find("[data-testid=system-status]").TextContent, StringComparison.Ordinal));
        Assert.Contains("Updated 30 s ago", page.Find("[data-testid=age]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alarms_Raised_AppearsWithoutTheClockMoving()
    {
        await ConnectAsync();
        var page = Render<RealTimeAlerts>();
        Assert.Contains("There has been no alarm", page.Markup, StringComparison.Ordinal);
        Hub.Send(Samples.Raise(Samples.Alarm(1, AlarmSeverity.Critical)));

        page.WaitForAssertion(() => Assert.Contains("Alarm number 1.", page.Find("[data-testid=alarm-row]").TextContent, StringComparison.Ordinal));
        Assert.Contains("Critical", page.Find("[data-testid=alarm-row]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alarms_Acknowledge_AsksTheApiAndWaitsForTheHub()
    {
        await ConnectAsync();
        var alarm = Samples.Alarm(1);
        Http.Answers[$"POST /api/alarms/{alarm.Id}/acknowledge"] = alarm;
        Hub.Send(Samples.Raise(alarm));
        var page = Render<RealTimeAlerts>();
        await page.Find("[data-testid=alarm-row] .fl-c-act button").ClickAsync();

        Assert.Contains($"POST /api/alarms/{alarm.Id}/acknowledge", Http.Asked);
        Assert.DoesNotContain("acknowledged", page.Find(".fl-c-state").TextContent, StringComparison.Ordinal);
        Hub.Send(Samples.Acknowledge(alarm));
        page.WaitForAssertion(() => Assert.Contains("acknowledged", page.Find(".fl-c-state").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Alarms_Viewer_CannotAcknowledge()
    {
        SignIn("viewer");
        await ConnectAsync();
        Hub.Send(Samples.Raise(Samples.Alarm(1)));
        var page = Render<RealTimeAlerts>();

        Assert.Empty(page.FindAll("[data-testid=alarm-row] .fl-c-act button"));
    }

    [Fact]
    public async Task Alarms_Filter_HidesTheOthers()
    {
        await ConnectAsync();
        Hub.Send(Samples.Raise(Samples.Alarm(1)));
        Hub.Send(Samples.Clear(Samples.Alarm(2)));
        var page = Render<RealTimeAlerts>();
        await page.Find("[data-testid=filter-state]").ChangeAsync(new() { Value = "cleared" });

        Assert.Contains("Alarm number 2.", Assert.Single(page.FindAll("[data-testid=alarm-row]")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Announcer_Raised_TellsScreenReaders()
    {
        await ConnectAsync();
        var announcer = Render<AlarmAnnouncer>();
        Hub.Send(Samples.Raise(Samples.Alarm(1, AlarmSeverity.Critical)));

        announcer.WaitForAssertion(() => Assert.Equal("Critical alarm, Hydraulic 1: Alarm number 1.", announcer.Find("[role=alert]").TextContent));
    }

    [Fact]
    public async Task Banner_Dropped_ShowsAndGoesWithTheNextConnection()
    {
        await ConnectAsync();
        var banner = Render<ConnectionBanner>();
        Assert.Empty(banner.FindAll("[data-testid=connection-banner]"));
        Hub.Drop();
        banner.WaitForElement("[data-testid=connection-banner]");
        await Monitor.Link.UntilAsync(LinkState.Waiting);

        var attempted = Hub.Attempted;
        Time.Advance(TimeSpan.FromSeconds(2));
        await attempted.WaitAsync(TimeSpan.FromSeconds(10));
        Hub.Accept();
        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll("[data-testid=connection-banner]")));
    }

    [Fact]
    public async Task Session_Unauthorized_SignsOut()
    {
        await ConnectAsync();
        var session = Services.GetRequiredService<UserSession>();
        Assert.NotNull(session.User);
        Http.Status = HttpStatusCode.Unauthorized;
        Hub.Drop();
        await Monitor.Link.UntilAsync(LinkState.Waiting);
        var attempted = Hub.Attempted;
        Time.Advance(TimeSpan.FromSeconds(2));
        await attempted.WaitAsync(TimeSpan.FromSeconds(10));
        var ended = new TaskCompletionSource();
        session.Changed += ended.SetResult;
        Hub.Refuse();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Null(session.User);
    }

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" bar", "bar", StringComparison.Ordinal);
}
