using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Faultline.Gateway.Tests;

/// <summary>The gateway on a real socket before three fake backends.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> parts = [];

    /// <summary>Address in Development.</summary>
    public Uri Development { get; private set; } = null!;

    /// <summary>Address in Production.</summary>
    public Uri Production { get; private set; } = null!;

    /// <summary>Address of a gateway whose API is down and whose scorer is not configured.</summary>
    public Uri Alone { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var (api, scorer, simulator) = (await BackendAsync("api"), await BackendAsync("scorer"), await BackendAsync("simulator"));
        string[] all = [$"--services:diagnostics-api:http:0={api}", $"--services:scorer:http:0={scorer}", $"--services:simulator:http:0={simulator}"];
        Development = await StartAsync("Development", all);
        Production = await StartAsync("Production", all);
        // Port 9 (discard) of loopback: nothing listens there.
        Alone = await StartAsync("Production", ["--services:diagnostics-api:http:0=http://127.0.0.1:9"]);
    }

    public async Task DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(parts)) await part.DisposeAsync();
    }

    /// <summary>A client without cookies of its own that follows no redirect.</summary>
    public static HttpClient Client(Uri address) =>
        new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };

    private async Task<string> BackendAsync(string name)
    {
        var backend = await FakeBackend.StartAsync(name);
        parts.Add(backend);
        return backend.Url;
    }

    private async Task<Uri> StartAsync(string environment, string[] arguments)
    {
        WebApplication app = GatewayApplication.Build(
            ["--environment", environment, "--urls", "http://127.0.0.1:0", $"--Faultline:TokenKey={Tokens.Key}", "--Logging:LogLevel:Default=None", .. arguments]);
        parts.Add(app);
        await app.StartAsync();
        return new Uri(app.Urls.First());
    }
}
