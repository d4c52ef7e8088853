using Faultline.Browser.Fake;
using Faultline.Contracts;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Faultline.Browser;

/// <summary>Breaks the line, hence apart from the other tests' fixture.</summary>
public sealed class ConnectionTests(DashboardFixture fixture) : IClassFixture<DashboardFixture>
{
    [SkippableFact]
    public async Task Connection_LostAndBack_ShowsTheBannerThenWhatWasMissed()
    {
        var dashboard = await fixture.OpenAsync();
        await dashboard.OpenSignedInAsync("operator", FakeRoutes.Password);
        await Expect(dashboard.ConnectionBanner).ToHaveCountAsync(0);
        await fixture.StopLineAsync();

        await Expect(dashboard.ConnectionBanner).ToContainTextAsync("Connection lost");
        await Expect(dashboard.LinkState).ToHaveTextAsync("Offline");
        var missed = fixture.Plant.RaiseLimit(1, "PS1", AlarmCondition.High, 196, TimeProvider.System.GetUtcNow());
        await fixture.StartLineAsync();

        await Expect(dashboard.ConnectionBanner).ToHaveCountAsync(0);
        await Expect(dashboard.LinkState).ToHaveTextAsync("Live");
        await Expect(dashboard.AlarmRow(missed.Id)).ToBeVisibleAsync();
    }
}
