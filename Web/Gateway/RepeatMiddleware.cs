using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Faultline.Gateway;

/// <summary>
/// Forwards a request once more when no answer came back, where its route says that this changes nothing: to another address of the service if there is one, else to the
/// same, behind which an orchestrator may have another replica by then. A scorer that is killed or rolled costs its callers time, not answers.
/// </summary>
internal sealed class RepeatMiddleware(RequestDelegate next, TimeProvider clock, BackendOutages outages)
{
    /// <summary>Metadata of a route whose requests may be repeated.</summary>
    public const string Metadata = "Repeatable";

    // The first repeats find another replica at once, the last one a process that is started again.
    private static readonly TimeSpan[] Pauses = [.. new[] { 10, 50, 200, 500, 1000, 1000 }.Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))];

    public async Task InvokeAsync(HttpContext context)
    {
        var proxy = context.GetReverseProxyFeature();
        if (proxy.Route.Config.Metadata?.ContainsKey(Metadata) is not true || !RepeatableBody.Fits(context.Request))
        {
            await next(context);
            return;
        }
        using var body = await RepeatableBody.ReadAsync(context.Request, context.RequestAborted);
        var addresses = proxy.AvailableDestinations;
        foreach (var pause in Pauses)
        {
            context.Request.Body = body.Open();
            await next(context);
            if (context.Features.Get<IForwarderErrorFeature>() is not { } error || !MayRepeat(context, error.Error))
                return;
            outages.Add(proxy.Cluster.Config.ClusterId, error);
            await Task.Delay(pause, clock, context.RequestAborted);
            context.Response.Clear();
            context.Features.Set<IForwarderErrorFeature>(null);
            var others = addresses.Where(address => address != proxy.ProxiedDestination).ToArray();
            proxy.AvailableDestinations = others.Length > 0 ? others : addresses;
        }
        context.Request.Body = body.Open();
        await next(context);
    }

    // Not after a timeout: a service that is too busy to answer must not be asked twice.
    private static bool MayRepeat(HttpContext context, ForwarderError error) =>
        !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested
        && error is (ForwarderError.Request or ForwarderError.RequestBodyDestination or ForwarderError.ResponseHeaders or ForwarderError.ResponseBodyDestination);
}
