using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Faultline.ServiceDefaults;

/// <summary>
/// Two answers, which must not be mixed: /health/live says whether the process should be restarted (it never asks a dependency), /health/ready
/// whether it can do its work now; ready fails with the reason when a dependency is away.
/// </summary>
public static class Health
{
    /// <summary>Tag of the checks that readiness asks.</summary>
    public const string ReadyTag = "ready";

    private const string LivePath = "/health/live";
    private const string ReadyPath = "/health/ready";

    internal static bool IsHealthPath(PathString path) => path.StartsWithSegments("/health") || path.StartsWithSegments("/metrics");

    internal static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(LivePath, new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapHealthChecks(ReadyPath, new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(ReadyTag),
            ResponseWriter = WriteAsync,
        }).AllowAnonymous();
    }

    private static string NameOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        var body = new
        {
            status = NameOf(report.Status),
            checks = report.Entries.ToDictionary(
                entry => entry.Key,
                entry => new
                {
                    status = NameOf(entry.Value.Status),
                    reason = entry.Value.Description ?? entry.Value.Exception?.Message,
                    data = entry.Value.Data.Count == 0 ? null : entry.Value.Data,
                }),
        };
        return JsonSerializer.SerializeAsync(context.Response.Body, body, cancellationToken: context.RequestAborted);
    }
}
