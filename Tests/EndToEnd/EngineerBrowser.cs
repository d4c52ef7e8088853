using Faultline.Browser.Pages;
using Faultline.Browser.Running;
using Microsoft.Playwright;
using Xunit;

namespace Faultline.EndToEnd;

/// <summary>A real browser before the real line. Each page that it opens is another engineer's: signed in by itself.</summary>
internal sealed class EngineerBrowser : IAsyncDisposable
{
    private const float TimeoutMilliseconds = 90_000;

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly AppHostFixture host;

    private EngineerBrowser(IPlaywright playwright, IBrowser browser, AppHostFixture host) => (this.playwright, this.browser, this.host) = (playwright, browser, host);

    /// <summary>Starts it; skips where there is no Chromium, fails there when CI=true.</summary>
    public static async Task<EngineerBrowser> StartAsync(AppHostFixture host)
    {
        Assert.False(Chromium.Executable is null && Chromium.IsRequired, "Chromium is required where CI=true; Tests/Browser/setup.sh installs it.");
        Skip.If(Chromium.Executable is null, "Chromium is not installed; Tests/Browser/setup.sh installs Debian's, FAULTLINE_CHROMIUM names another.");
        Assertions.SetDefaultExpectTimeout(TimeoutMilliseconds);
        var (playwright, browser) = await Chromium.StartAsync();
        return new EngineerBrowser(playwright, browser, host);
    }

    /// <summary>Opens a page in a profile of its own.</summary>
    public async Task<DashboardPage> OpenAsync(string path)
    {
        var context = await browser.NewContextAsync();
        context.SetDefaultTimeout(TimeoutMilliseconds);
        var dashboard = new DashboardPage(await context.NewPageAsync(), host.GatewayUri);
        dashboard.Watch();
        await dashboard.OpenSignedInAsync(AppHostFixture.AdminUser, host.AdminPassword, path);
        return dashboard;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
