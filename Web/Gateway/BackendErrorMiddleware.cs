using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Faultline.Gateway;

/// <summary>Says which backend is away, where YARP would answer with a bare 502, 503 or 504; 503 and a Retry-After when it could not be reached at all.</summary>
internal sealed class BackendErrorMiddleware(RequestDelegate next, IProblemDetailsService problems)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested || DetailOf(context) is not { } detail) return;

        if (IsAway(context))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "2";
        }
        await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = { Status = context.Response.StatusCode, Detail = detail },
        });
    }

    // Nothing of the request has arrived anywhere: whatever it was, it may be sent again.
    private static bool IsAway(HttpContext context) => context.Features.Get<IForwarderErrorFeature>() is { } error
        && (error.Error == ForwarderError.NoAvailableDestinations || error.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError });

    private static string? DetailOf(HttpContext context)
    {
        var cluster = context.Features.Get<IReverseProxyFeature>()?.Cluster.Config.ClusterId;
        return context.Features.Get<IForwarderErrorFeature>()?.Error switch
        {
            null or ForwarderError.None => null,
            ForwarderError.NoAvailableDestinations => $"No address of the service '{cluster}' is configured or healthy.",
            ForwarderError.RequestTimedOut or ForwarderError.UpgradeActivityTimeout => $"The service '{cluster}' did not answer in time.",
            ForwarderError.Request => $"The service '{cluster}' cannot be reached; it may be starting or stopped.",
            { } other => $"Forwarding to the service '{cluster}' failed: {other}.",
        };
    }
}
