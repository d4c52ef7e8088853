using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Faultline.ServiceDefaults;

/// <summary>Every error answer is a problem document (RFC 9457, application/problem+json), also those with no body of their own.</summary>
public static class ProblemDetailsDefaults
{
    internal static IServiceCollection AddFaultlineProblemDetails(this IServiceCollection services) => services
        .AddExceptionHandler<InvalidRequestHandler>()
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true)
        .AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            context.ProblemDetails.Instance ??= context.HttpContext.Request.Path;
            // The framework's own is in camelCase.
            context.ProblemDetails.Extensions.Remove("traceId");
            context.ProblemDetails.Extensions["trace_id"] =
                System.Diagnostics.Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        });

    /// <summary>Turns unhandled exceptions and bare status codes into problem documents; first in the pipeline.</summary>
    public static WebApplication UseFaultlineProblemDetails(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        return app;
    }
}
