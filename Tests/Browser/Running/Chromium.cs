using Microsoft.Playwright;

namespace Faultline.Browser.Running;

/// <summary>Debian's Chromium under Playwright.</summary>
public static class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    /// <summary>The executable: FAULTLINE_CHROMIUM, or where the distributions put it; null when there is none.</summary>
    public static string? Executable { get; } = Environment.GetEnvironmentVariable("FAULTLINE_CHROMIUM") is { Length: > 0 } chosen
        ? chosen
        : Places.FirstOrDefault(File.Exists);

    /// <summary>Whether its absence is a failure instead of a skip.</summary>
    public static bool IsRequired => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Starts it.</summary>
    public static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = Arguments });
        return (playwright, browser);
    }
}
