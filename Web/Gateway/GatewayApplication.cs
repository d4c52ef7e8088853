using Faultline.ServiceDefaults;

namespace Faultline.Gateway;

/// <summary>The only door from outside: forwards to the services, keeps the browser's session and serves the dashboard.</summary>
public static class GatewayApplication
{
    /// <summary>Largest request passed on: the scorer's largest batch. Each service has its own, lower limits.</summary>
    public const long MaxRequestBody = 32 * 1024 * 1024;

    /// <summary>Builds the application, ready to start; also used by the tests.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // Not the entry assembly's name: the manifests of the static files carry this one's, also when a test hosts the gateway.
            ApplicationName = typeof(GatewayApplication).Assembly.GetName().Name,
            ContentRootPath = PublishedContentRoot(),
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaxRequestBody);
        // 4 kB a connection that waits, for one call of the system less in each read.
        builder.WebHost.UseSockets(sockets => sockets.WaitForDataBeforeAllocatingBuffer = false);
        builder.AddServiceDefaults();
        builder.AddFaultlineSecurity();
        builder.AddBackends();
        builder.AddBackendHealth();

        var app = builder.Build();
        app.UseFaultlineProblemDetails();
        app.UseSecurityHeaders();
        app.UseInternalOnly("/metrics");
        app.UseSessionCookie();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();

        app.MapDefaultEndpoints();
        app.MapSession();
        app.MapGatewayInfo();
        app.MapBackends();
        app.MapDashboard();
        return app;
    }

    // Published output may be started from any folder; a build output has no wwwroot of its own and keeps the working directory.
    private static string? PublishedContentRoot() =>
        Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;
}
