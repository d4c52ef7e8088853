using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Faultline.AppHost.Embedded.Dashboard;

/// <summary>Serves <see cref="ResourceService"/> by gRPC on a loopback port, to whoever has the key.</summary>
internal sealed class ResourceServiceHost : IAsyncDisposable
{
    private const string KeyHeader = "x-resource-service-api-key";

    private readonly WebApplication _application;

    private ResourceServiceHost(WebApplication application) => _application = application;

    public static async Task<ResourceServiceHost> StartAsync(DashboardSettings settings, ResourceCatalogue resources)
    {
        // Without arguments and environment: ASPNETCORE_URLS and the like are meant for the services.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, settings.ResourcePort, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(resources);
        var application = builder.Build();
        application.Use((context, next) => HasKey(context, settings.ResourceKey) ? next(context) : RefuseAsync(context));
        application.UseRouting();
        application.MapGrpcService<ResourceService>();
        await application.StartAsync();
        return new(application);
    }

    public async ValueTask DisposeAsync()
    {
        // Open streams would hold up a graceful stop for its whole time.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

    private static bool HasKey(HttpContext context, string key) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(context.Request.Headers[KeyHeader].ToString()), Encoding.UTF8.GetBytes(key));

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
