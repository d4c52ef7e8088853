using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Faultline.Gateway;

/// <summary>Says which backend is away, where YARP would answer with a bare 502, 503 or 504; 503 and a Retry-After when it could not be reached at all.</summary>
internal sealed class BackendErrorMiddleware(RequestDelegate next, IProblemDetailsService problems, BackendOutages outages)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested || context.Features.Get<IForwarderErrorFeature>() is not { Error: not ForwarderError.None } error) return;

        var service = context.GetReverseProxyFeature().Cluster.Config.ClusterId;
        outages.Add(service, error);
        if (IsAway(error))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "2";
        }
        await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = { Status = context.Response.StatusCode, Detail = DetailOf(service, error.Error) },
        });
    }

    // Nothing of the request has arrived anywhere: whatever it was, it may be sent again.
    private static bool IsAway(IForwarderErrorFeature error) =>
        error.Error == ForwarderError.NoAvailableDestinations || error.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };

    private static string DetailOf(string service, ForwarderError error) => error switch
    {
        ForwarderError.NoAvailableDestinations => $"No address of the service '{service}' is configured or healthy.",
        ForwarderError.RequestTimedOut or ForwarderError.UpgradeActivityTimeout => $"The service '{service}' did not answer in time.",
        ForwarderError.Request => $"The service '{service}' cannot be reached; it may be starting or stopped.",
        _ => $"Forwarding to the service '{service}' failed: {error}.",
    };
}
