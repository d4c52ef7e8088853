using Faultline.Contracts;
using Faultline.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Faultline.Browser.Fake;

/// <summary>Everything behind the gateway, made up, in this process: what the dashboard is developed and tested against.</summary>
internal sealed class FakeLine : IAsyncDisposable
{
    /// <summary>Signs the tokens; the gateway is started with the same.</summary>
    public const string TokenKey = "a-key-for-tests-that-signs-nothing-real-0123456789";

    private WebApplication? app;

    public FakePlant Plant { get; } = new();

    public string Url { get; private set; } = "";

    /// <summary>A new one on a free port.</summary>
    public static async Task<FakeLine> StartNewAsync()
    {
        var line = new FakeLine();
        await line.StartAsync();
        return line;
    }

    /// <summary>Starts, or starts again at the same address after <see cref="StopAsync"/>.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls(Url.Length > 0 ? Url : "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Faultline:TokenKey"] = TokenKey });
        builder.AddFaultlineSecurity();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(Plant).AddHostedService<FakeFeed>().AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(options => FaultlineJson.Apply(options.SerializerOptions));
        builder.Services.AddSignalR().AddJsonProtocol(options => FaultlineJson.Apply(options.PayloadSerializerOptions));
        app = builder.Build();
        app.UseStatusCodePages();
        app.UseAuthentication();
        app.UseAuthorization();
        FakeRoutes.Map(app);
        app.MapGet("/health/ready", () => Results.Ok()).AllowAnonymous();
        app.MapHub<FakeHub>("/hubs/live");
        await app.StartAsync();
        Url = app.Urls.First();
    }

    /// <summary>Goes away, cutting every connection.</summary>
    public async Task StopAsync()
    {
        if (app is null) return;
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        app = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
