using Faultline.Browser.Fake;
using Faultline.Browser.Pages;
using Faultline.Browser.Running;
using Microsoft.Playwright;
using Xunit;

namespace Faultline.Browser;

/// <summary>Chromium before the gateway before the fake line; a test that breaks the line starts its own.</summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    /// <summary>WebAssembly starts in 2 s alone and in 20 s beside a full build; nothing is measured with it.</summary>
    public const float TimeoutMilliseconds = 90_000;

    private FakeLine? line;
    private GatewayProcess? gateway;
    private IPlaywright? playwright;
    private IBrowser? browser;

    internal FakePlant Plant => line!.Plant;

    public async Task InitializeAsync()
    {
        if (Chromium.Executable is null) return;
        Assertions.SetDefaultExpectTimeout(TimeoutMilliseconds);
        line = await FakeLine.StartNewAsync();
        gateway = await GatewayProcess.StartAsync(line.Url, FakeLine.TokenKey);
        (playwright, browser) = await Chromium.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (gateway is not null) await gateway.DisposeAsync();
        if (line is not null) await line.DisposeAsync();
    }

    /// <summary>A fresh browser profile on the dashboard; skips where there is no Chromium, fails there when CI=true.</summary>
    public async Task<DashboardPage> OpenAsync(int width = 1920, int height = 1080)
    {
        Assert.False(Chromium.Executable is null && Chromium.IsRequired, "Chromium is required where CI=true; Tests/Browser/setup.sh installs it.");
        Skip.If(Chromium.Executable is null, "Chromium is not installed; Tests/Browser/setup.sh installs Debian's, FAULTLINE_CHROMIUM names another.");
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height } });
        context.SetDefaultTimeout(TimeoutMilliseconds);
        var dashboard = new DashboardPage(await context.NewPageAsync(), gateway!.Url);
        dashboard.Watch();
        return dashboard;
    }

    /// <summary>The line goes away.</summary>
    internal Task StopLineAsync() => line!.StopAsync();

    /// <summary>The line is back at the same address.</summary>
    internal Task StartLineAsync() => line!.StartAsync();
}
