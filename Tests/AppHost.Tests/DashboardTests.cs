using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Faultline.AppHost.Embedded.Dashboard;
using Faultline.EndToEnd;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Faultline.AppHost.Tests;

/// <summary>The real Aspire dashboard, in a real browser, over a graph of real processes.</summary>
public sealed class DashboardTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string _data = Path.Combine(Path.GetTempPath(), $"faultline-{Guid.NewGuid():n}");
    private AppHostProcess? _graph;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Unavailable() is not null) return;
        _graph = AppHostProcess.Start(
            typeof(SmallGraph).Assembly.Location, ["graph", "--data", _data, "--port", FreePort().ToString(CultureInfo.InvariantCulture)], new Dictionary<string, string> { ["FAULTLINE_ASPIRE_CLI"] = Aspire() });
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium(), Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_graph is not null) await _graph.DisposeAsync();
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    [SkippableFact]
    public async Task Dashboard_OfARun_ShowsStatesAddressesAndEnvironmentWithoutSecrets()
    {
        var page = await OpenAsync();
        await Expect(page.Locator("tr.resource-row")).ToHaveCountAsync(6);
        foreach (var running in (string[])["redis", "timescaledb", "faultline", "api", "gateway"]) await Expect(Row(page, running)).ToContainTextAsync("Running");
        await Expect(Row(page, "schema")).ToContainTextAsync("Finished");
        await Expect(Row(page, "gateway")).ToContainTextAsync("http://localhost:");

        await Row(page, "api").ClickAsync();
        var variable = page.Locator("tr").Filter(new() { Has = page.GetByText("REDIS_PASSWORD", new() { Exact = true }) });
        await variable.GetByLabel("Show value").First.ClickAsync();
        await Expect(variable).ToContainTextAsync(SecretMask.Hidden);
    }

    [SkippableFact]
    public async Task Dashboard_OfARun_StopsAndStartsAService()
    {
        var page = await OpenAsync();
        var before = _graph!.Find("api")!.Pid;
        await Row(page, "api").GetByTitle("Stop", new() { Exact = true }).ClickAsync();
        await _graph.WaitResourceAsync("api", line => line.State == "stopped", Patience);
        await Expect(Row(page, "api")).ToContainTextAsync("Exited");
        await Row(page, "api").GetByTitle("Start", new() { Exact = true }).ClickAsync();
        var after = await _graph.WaitResourceAsync("api", line => line.State == "healthy", Patience);
        Assert.NotEqual(before, after.Pid);
        await Expect(Row(page, "api").GetByTitle("Stop", new() { Exact = true })).ToBeVisibleAsync();
        for (var attempt = 1; !await RestartsAsync(page, after.Pid); attempt++)
            Assert.True(attempt < 5, $"Restart did nothing {attempt} times; AppHost wrote:\n{_graph.Output}");
    }

    [SkippableFact]
    public async Task Dashboard_OfARun_ShowsOutputLogsTracesAndMetrics()
    {
        var page = await OpenAsync();
        var api = await Row(page, "api").GetByRole(AriaRole.Link).First.GetAttributeAsync("href");
        using var http = new HttpClient();
        Assert.True((await http.GetAsync(new Uri(new Uri(api!), "/work"))).IsSuccessStatusCode);

        await GoAsync("/consolelogs/resource/api");
        await Expect(page.GetByText("Some work was done").First).ToBeVisibleAsync();
        await GoAsync("/structuredlogs/resource/api");
        await Expect(page.GetByText("Some work was done").First).ToBeVisibleAsync();
        await GoAsync("/traces/resource/api");
        await Expect(page.GetByText("GET /work").First).ToBeVisibleAsync();
        await GoAsync("/metrics/resource/api");
        await Expect(page.GetByText("http.server.request.duration").First).ToBeVisibleAsync();

        Task<IResponse?> GoAsync(string path) => page.GotoAsync(new Uri(new Uri(page.Url), path).ToString());
    }

    /// <summary>Restarts the service from its row's menu; whether it has another process soon.</summary>
    private async Task<bool> RestartsAsync(IPage page, int? former)
    {
        var patience = TimeSpan.FromSeconds(20);
        // The menu of a row that is changing is closed under the click, or takes the whole page down ("An unhandled error has occurred. Reload").
        await page.ReloadAsync();
        try
        {
            await Row(page, "api").Locator("fluent-button").Last.ClickAsync();
            await page.Locator("fluent-menu-item").Filter(new() { HasText = "Restart" }).ClickAsync(new() { Timeout = (float)patience.TotalMilliseconds });
            await _graph!.WaitResourceAsync("api", line => line.State == "healthy" && line.Pid != former, patience);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static ILocator Row(IPage page, string resource) =>
        page.Locator("tr.resource-row").Filter(new() { Has = page.GetByText(resource, new() { Exact = true }) });

    private async Task<IPage> OpenAsync()
    {
        var reason = Unavailable();
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(reason is null, reason);
        Skip.If(reason is not null, reason);
        await _graph!.WaitReadyAsync(Patience);
        const string announcement = "Aspire dashboard: ";
        var line = await _graph.WaitLineAsync(line => line.StartsWith(announcement, StringComparison.Ordinal), Patience);
        // Wide enough that commands are buttons of their own.
        var page = await _browser!.NewPageAsync(new() { ViewportSize = new() { Width = 1800, Height = 1000 } });
        page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        await page.GotoAsync(line[announcement.Length..]);
        return page;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? Unavailable() => !File.Exists(Aspire()) ? $"no program aspire: {Aspire()}; run Tests/AppHost.Tests/setup.sh"
        : Chromium() is null ? "no Chromium; run Tests/Browser/setup.sh" : null;

    private static string Aspire()
    {
        if (Environment.GetEnvironmentVariable("FAULTLINE_ASPIRE_CLI") is { Length: > 0 } chosen) return chosen;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Aspire.sln"))) root = root.Parent!;
        var scope = Path.Combine(root.FullName, ".peers", "aspire", "node_modules", "@microsoft");
        var package = Directory.Exists(scope) ? Directory.EnumerateDirectories(scope, "aspire-cli-*").FirstOrDefault() : null;
        return Path.Combine(package ?? scope, "bin", "aspire");
    }

    private static string? Chromium() => Environment.GetEnvironmentVariable("FAULTLINE_CHROMIUM") is { Length: > 0 } chosen ? chosen
        : ((string[])["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists);
}
