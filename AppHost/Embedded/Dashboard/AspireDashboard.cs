using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Faultline.AppHost.Embedded.Dashboard;

/// <summary>The Aspire dashboard of one run: the resource service that it reads, and its own process.</summary>
internal sealed class AspireDashboard : IAsyncDisposable
{
    private static readonly TimeSpan AnnouncementPoll = TimeSpan.FromMilliseconds(250);

    private readonly ResourceLog _log;
    private readonly ResourceServiceHost _host;
    private readonly ChildProcess _child;
    private readonly Task<int> _exit;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _announcement;

    private AspireDashboard(ResourceLog log, ResourceServiceHost host, ChildProcess child, DashboardSettings settings, ConsoleOutput console)
    {
        (_log, _host, _child) = (log, host, child);
        _exit = child.ExitAsync();
        _announcement = AnnounceAsync(settings, console);
    }

    /// <summary>
    /// Points the services' telemetry at the dashboard that <see cref="StartAsync"/> will start; null, with one line on the console, where there is none to start.
    /// </summary>
    public static (string Program, DashboardSettings Settings)? Prepare(DistributedApplicationBuilder builder, ISet<int> taken, ConsoleOutput console)
    {
        var configuration = builder.Configuration;
        var cli = new AspireCli(
            configuration["Aspire:Cli"] ?? configuration["FAULTLINE_ASPIRE_CLI"], Environment.GetEnvironmentVariable("PATH"),
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
        if (cli.Find() is not { } program)
        {
            if (!cli.IsOff) console.Say(AspireCli.Advice);
            return null;
        }

        var settings = new DashboardSettings(taken);
        // Somebody else's receiver of telemetry, where one is configured, stays the receiver.
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is null or "")
        {
            configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = settings.OtlpUrl;
            configuration["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={settings.OtlpKey}";
        }

        return (program, settings);
    }

    /// <summary>Starts both; the dashboard opens its pages some seconds later, which the console then tells. Nothing waits for it.</summary>
    public static async Task<AspireDashboard> StartAsync(string program, DashboardSettings settings, ResourceCatalogue resources, GraphContext context)
    {
        var host = await ResourceServiceHost.StartAsync(settings, resources);
        var log = new ResourceLog("aspire-dashboard", context.Builder.Data.Logs, context.Console);
        var start = DotNet.StartVerb(
            Verbs.Aspire, program, "dashboard", "run", "--non-interactive", "--nologo", "--frontend-url", $"http://localhost:{Text(settings.FrontendPort)}",
            "--otlp-grpc-url", settings.OtlpUrl, "--otlp-http-url", $"http://127.0.0.1:{Text(settings.OtlpHttpPort)}");
        foreach (var (name, value) in Variables(settings)) start.Environment[name] = value;
        return new AspireDashboard(log, host, ChildProcess.Start(start, (line, _) => log.Append(line, fromError: false)), settings, context.Console);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _announcement;
        _child.RequestStop();
        if (await Task.WhenAny(_exit, Task.Delay(TimeSpan.FromSeconds(5))) != _exit) _child.Kill();
        await _exit;
        _child.Dispose();
        await _host.DisposeAsync();
        _log.Dispose();
        _stopping.Dispose();
    }

    private async Task AnnounceAsync(DashboardSettings settings, ConsoleOutput console)
    {
        using var http = new HttpClient();
        while (!_stopping.IsCancellationRequested && !_exit.IsCompleted)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(settings.LoginUrl), _stopping.Token);
                console.Say($"Aspire dashboard: {settings.LoginUrl}");
                return;
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
            {
                await Task.Delay(AnnouncementPoll, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        if (!_stopping.IsCancellationRequested) console.Say("The Aspire dashboard ended; logs/aspire-dashboard.log says why.");
    }

    internal static Dictionary<string, string> Variables(DashboardSettings settings) => new()
    {
        // `aspire` takes these three before its arguments, and `dotnet run` sets them for Aspire's own orchestrator by AppHost's launch profile.
        ["ASPNETCORE_URLS"] = $"http://localhost:{Text(settings.FrontendPort)}",
        ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = settings.OtlpUrl,
        ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = $"http://127.0.0.1:{Text(settings.OtlpHttpPort)}",
        ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = $"http://127.0.0.1:{Text(settings.ResourcePort)}",
        ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = settings.ResourceKey,
        ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
        ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = settings.BrowserToken,
        ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = settings.OtlpKey,
    };

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
