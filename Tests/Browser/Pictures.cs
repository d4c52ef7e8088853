using Faultline.Browser.Fake;
using Faultline.Browser.Pages;
using Faultline.Browser.Running;
using Microsoft.Playwright;

namespace Faultline.Browser;

/// <summary>Pictures of every page, light and dark, wide and narrow: to look at, and for the documentation.</summary>
internal static class Pictures
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("overview", ""), ("alarms", "alerts"), ("charts", "charts/hydraulic-3/PS1"), ("predictions", "predictions/hydraulic-3"),
        ("devices", "devices"), ("device", "devices/hydraulic-1"), ("quarantine", "quarantine"), ("simulation", "simulation"),
    ];

    public static async Task TakeAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await using var line = await FakeLine.StartNewAsync();
        FakeScene.Set(line.Plant, TimeProvider.System.GetUtcNow());
        await using var gateway = await GatewayProcess.StartAsync(line.Url, FakeLine.TokenKey);
        var (playwright, browser) = await Chromium.StartAsync();
        using (playwright)
        await using (browser)
        {
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                foreach (var (width, height) in new[] { (1920, 1080), (390, 844) })
                    await TakeAsync(browser, gateway.Url, line.Plant, scheme, width, height, folder);
            }
        }
    }

    private static async Task TakeAsync(IBrowser browser, Uri url, FakePlant plant, ColorScheme scheme, int width, int height, string folder)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        var dashboard = new DashboardPage(await context.NewPageAsync(), url);
        dashboard.Watch();
        var suffix = $"{scheme.ToString().ToLowerInvariant()}-{width}";
        await dashboard.OpenAsync();
        await dashboard.Page.Locator("input[name=user_name]").WaitForAsync(new() { Timeout = 90_000 });
        await ShootAsync(dashboard, $"{folder}/sign-in-{suffix}.png", false);
        await dashboard.SignInAsync("admin", FakeRoutes.Password);
        await Assertions.Expect(dashboard.LinkState).ToHaveTextAsync("Live", new() { Timeout = 90_000 });
        foreach (var (name, path) in Pages)
        {
            await dashboard.OpenAsync(path);
            await Assertions.Expect(dashboard.LinkState).ToHaveTextAsync("Live", new() { Timeout = 90_000 });
            // Time for values, sparklines and charts to come: these pictures are for people, no test depends on it.
            await dashboard.Page.WaitForTimeoutAsync(name is "overview" ? 12_000 : 3_000);
            await ShootAsync(dashboard, $"{folder}/{name}-{suffix}.png", width < 1000);
            if (await dashboard.HasHorizontalScrollAsync()) Console.WriteLine($"{name}-{suffix}: wider than the window");
        }
        await FormPictures.TakeAsync(dashboard, plant, $"{folder}/{{0}}-{suffix}.png");
        foreach (var error in dashboard.Errors) Console.WriteLine($"{suffix}: {error}");
    }

    private static async Task ShootAsync(DashboardPage dashboard, string path, bool whole) =>
        await dashboard.Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = whole });
}
