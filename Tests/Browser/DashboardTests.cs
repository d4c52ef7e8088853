using System.Text.RegularExpressions;
using Faultline.Browser.Fake;
using Faultline.Contracts;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Faultline.Browser;

public sealed partial class DashboardTests(DashboardFixture fixture) : IClassFixture<DashboardFixture>
{
    [SkippableFact]
    public async Task SignIn_WrongThenRight_ShowsTheReasonThenTheOverview()
    {
        var dashboard = await fixture.OpenAsync();
        await dashboard.OpenAsync();
        await dashboard.SignInAsync("operator", "wrong");
        await Expect(dashboard.Page.GetByText("User name or password is wrong.")).ToBeVisibleAsync();
        await dashboard.SignInAsync("operator", FakeRoutes.Password);

        await Expect(dashboard.Systems).ToHaveCountAsync(3);
        await Expect(dashboard.LinkState).ToHaveTextAsync("Live");
        var cookies = await dashboard.Page.Context.CookiesAsync();
        var session = Assert.Single(cookies);
        Assert.Equal(("faultline_session", true, SameSiteAttribute.Strict), (session.Name, session.HttpOnly, session.SameSite));
        // The refused sign-in is the one error: browsers log every 401.
        Assert.All(dashboard.Errors, error => Assert.Contains("401", error, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Overview_Live_UpdatesWithoutErrors()
    {
        var dashboard = await fixture.OpenAsync();
        await dashboard.OpenSignedInAsync("viewer", FakeRoutes.Password);
        var value = dashboard.Value("hydraulic-1", "PS1");
        await Expect(value).ToHaveTextAsync(BarPattern());
        var first = await value.TextContentAsync();
        await Expect(value).Not.ToHaveTextAsync(first!);
        await Expect(dashboard.Wear("hydraulic-1", "cooler")).ToContainTextAsync("100 %");
        fixture.Plant.Machine("hydraulic-1").Levels[Component.Cooler] = 2;

        await Expect(dashboard.Wear("hydraulic-1", "cooler")).ToContainTextAsync("near failure");
        Assert.Empty(dashboard.Errors);
    }

    [SkippableFact]
    public async Task Alarm_Raised_AppearsIsAnnouncedAndAcknowledged()
    {
        var dashboard = await fixture.OpenAsync();
        await dashboard.OpenSignedInAsync("operator", FakeRoutes.Password, "alerts");
        var alarm = fixture.Plant.RaiseLimit(2, "PS1", AlarmCondition.HighHigh, 201.5, TimeProvider.System.GetUtcNow());
        var row = dashboard.AlarmRow(alarm.Id);

        await Expect(row).ToContainTextAsync("Critical");
        await Expect(row).ToContainTextAsync("Hydraulic 2");
        await Expect(dashboard.Announcement).ToContainTextAsync("Critical alarm, Hydraulic 2");
        await row.GetByRole(AriaRole.Button, new() { NameRegex = AcknowledgePattern() }).ClickAsync();
        await Expect(row).ToContainTextAsync("Active, acknowledged");
        await Expect(row).ToContainTextAsync("by operator");
        fixture.Plant.Clear(fixture.Plant.Alarms.First(known => known.Id == alarm.Id), TimeProvider.System.GetUtcNow());
        await Expect(row).ToContainTextAsync("Cleared, acknowledged");
        Assert.Empty(dashboard.Errors);
    }

    [SkippableFact]
    public async Task Charts_LiveThenZoomed_DrawAndStopFollowing()
    {
        var dashboard = await fixture.OpenAsync();
        await dashboard.OpenSignedInAsync("viewer", FakeRoutes.Password, "charts/hydraulic-1/PS1");
        await Expect(dashboard.Page.GetByTestId("sensor-chart").Locator("canvas")).ToBeVisibleAsync();
        await Expect(dashboard.Page.GetByText("followed live")).ToBeVisibleAsync();
        await dashboard.Page.GetByTestId("chip-TS1").ClickAsync();
        await Expect(dashboard.Page.GetByTestId("chip-TS1")).ToHaveAttributeAsync("aria-pressed", "true");
        // Within the upper of the two panels; the middle of the element lies between them.
        await dashboard.Page.GetByTestId("sensor-chart").HoverAsync(new() { Position = new() { X = 600, Y = 150 } });
        await dashboard.Page.Mouse.WheelAsync(0, -300);

        await Expect(dashboard.Page.GetByTestId("follow")).ToHaveTextAsync("Back to live");
        await dashboard.Page.GetByTestId("follow").ClickAsync();
        await Expect(dashboard.Page.GetByTestId("follow")).ToHaveTextAsync("Following live");
        Assert.Empty(dashboard.Errors);
    }

    [SkippableTheory]
    [InlineData(1920)]
    [InlineData(390)]
    public async Task PostedWindow_Chosen_IsJudgedBesideTheNewestOfTheLine(int width)
    {
        var dashboard = await fixture.OpenAsync(width, 844);
        await dashboard.OpenSignedInAsync("operator", FakeRoutes.Password, "predictions/hydraulic-1");
        var panels = dashboard.Page.GetByTestId("label-panel");
        await Expect(panels).ToHaveCountAsync(1);
        await dashboard.Page.GetByTestId("posted-panel").GetByLabel("Judge").SelectOptionAsync(new SelectOptionValue { Index = 2 });

        await Expect(panels).ToHaveCountAsync(2);
        await Expect(panels.Nth(1).GetByRole(AriaRole.Heading)).ToHaveTextAsync("Was this right of the posted window?");
        await Expect(panels.Nth(1).GetByRole(AriaRole.Button, new() { Name = "Right", Exact = true })).ToBeEnabledAsync();
        Assert.False(await dashboard.HasHorizontalScrollAsync());
        Assert.Empty(dashboard.Errors);
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("alerts")]
    [InlineData("charts/hydraulic-1/PS1")]
    [InlineData("predictions/hydraulic-1")]
    [InlineData("quarantine")]
    [InlineData("devices")]
    [InlineData("devices/hydraulic-1")]
    [InlineData("devices/new")]
    public async Task Page_390PixelsWide_HasNoHorizontalScroll(string path)
    {
        var dashboard = await fixture.OpenAsync(390, 844);
        fixture.Plant.RaiseFault(3, Component.Accumulator, 2, AlarmSeverity.High, TimeProvider.System.GetUtcNow());
        await dashboard.OpenSignedInAsync("admin", FakeRoutes.Password, path);
        await Expect(dashboard.Page.Locator("h1")).ToBeAttachedAsync();

        Assert.False(await dashboard.HasHorizontalScrollAsync());
        Assert.Empty(dashboard.Errors);
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("alerts")]
    public async Task AlarmRow_390PixelsWide_ShowsItsButtonInsideTheWindow(string path)
    {
        var dashboard = await fixture.OpenAsync(390, 844);
        var alarm = fixture.Plant.RaiseFault(3, Component.Accumulator, 2, AlarmSeverity.High, TimeProvider.System.GetUtcNow());
        await dashboard.OpenSignedInAsync("admin", FakeRoutes.Password, path);

        var button = dashboard.AlarmRow(alarm.Id).GetByRole(AriaRole.Button, new() { NameRegex = AcknowledgePattern() });
        await Expect(button).ToBeVisibleAsync();
        var box = await button.BoundingBoxAsync();

        Assert.NotNull(box);
        Assert.InRange(box.X + box.Width, 0, 390);
    }

    [GeneratedRegex(@"\d+\.\d\s*bar")]
    private static partial Regex BarPattern();

    [GeneratedRegex("^Acknowledge")]
    private static partial Regex AcknowledgePattern();
}
