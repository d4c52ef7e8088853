using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Faultline.ServiceDefaults;

/// <summary>What every service does the same way: one call when it is built, one when its routes are mapped.</summary>
public static class Defaults
{
    /// <summary>Telemetry, health checks, resilient service-to-service HTTP, problem details, and an end with the AppHost.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddParentWatch();
        builder.AddTelemetry();
        builder.Services.AddHealthChecks();
        builder.AddHttpResilience();
        builder.Services.AddFaultlineProblemDetails();
        builder.Services.TryAddSingleton(TimeProvider.System);
        return builder;
    }

    /// <summary>Maps /health/live, /health/ready and /metrics, open to callers inside the deployment; the gateway routes none of them on.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
        return app;
    }
}
