using Faultline.ServiceDefaults;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

namespace Faultline.Gateway;

/// <summary>
/// What is forwarded where. Addresses come from the service discovery keys that Aspire sets (<c>services:NAME:http:N</c>), so that nothing here
/// knows which host runs the graph.
/// </summary>
internal static class Backends
{
    /// <summary>Route of the sign-in, whose answer becomes the session cookie.</summary>
    public const string SignInRoute = "sign-in";

    /// <summary>Cluster of the diagnostics API.</summary>
    public const string Api = "diagnostics-api";

    /// <summary>Cluster of the scorer.</summary>
    public const string Scorer = "scorer";

    /// <summary>Cluster of the simulator.</summary>
    public const string Simulator = "simulator";

    // YARP's name for "no authorization at this route": the API decides by itself, with its own problem documents.
    private const string DecidedByBackend = "anonymous";

    /// <summary>Path prefixes that belong to backends and never to the dashboard.</summary>
    public static IReadOnlyList<string> Prefixes { get; } = ["/api", "/hubs", "/ml", "/simulator"];

    public static void AddBackends(this WebApplicationBuilder builder)
    {
        var clusters = new[] { Api, Scorer, Simulator }.Select(name => ClusterOf(name, builder.Configuration)).ToArray();
        builder.Services.AddReverseProxy()
            .LoadFromMemory([.. Routes(builder.Environment.IsDevelopment())], clusters)
            .ConfigureHttpClient((_, handler) => handler.ConnectTimeout = BackendReplicas.ConnectTimeout)
            .AddTransforms(SignInTransform.Apply);
        builder.Services.AddSingleton<BackendOutages>();
        builder.Services.Configure<TransportFailureRateHealthPolicyOptions>(BackendReplicas.Configure);
    }

    public static void MapBackends(this WebApplication app)
    {
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<BackendErrorMiddleware>();
            proxy.UseMiddleware<RepeatMiddleware>();
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
        foreach (var prefix in Prefixes)
            app.Map($"{prefix}/{{**rest}}", NotRouted).AllowAnonymous().WithOrder(int.MaxValue - 1);
    }

    private static IEnumerable<RouteConfig> Routes(bool development)
    {
        yield return Route(SignInRoute, Api, "/api/auth/sign-in", DecidedByBackend, HttpMethods.Post);
        yield return Route("api", Api, "/api/{**rest}", DecidedByBackend);
        yield return Route("hubs", Api, "/hubs/{**rest}", DecidedByBackend);
        yield return Repeatable(WithoutPrefix("/ml", Route("predict", Scorer, "/ml/predict", AuthorizationPolicies.Viewer, HttpMethods.Post)));
        yield return Repeatable(WithoutPrefix("/ml", Route("predict-batch", Scorer, "/ml/predict/batch", AuthorizationPolicies.Viewer, HttpMethods.Post)));
        yield return WithoutPrefix("/ml", Route("models-info", Scorer, "/ml/models/info", AuthorizationPolicies.Viewer, HttpMethods.Get));
        yield return WithoutPrefix("/ml", Route("models-versions", Scorer, "/ml/models/{name}/versions", AuthorizationPolicies.Viewer, HttpMethods.Get));
        yield return WithoutPrefix("/ml", Route("scorer-openapi", Scorer, "/ml/openapi/v1.json", AuthorizationPolicies.Viewer, HttpMethods.Get));
        // The registry is the scorer's, and a resource of the API like others to those outside.
        yield return WithoutPrefix("/api", Route("models", Scorer, "/api/models/{**rest}", AuthorizationPolicies.Viewer));
        yield return WithoutPrefix("/api", Route("labels", Scorer, "/api/labels/{**rest}", AuthorizationPolicies.Viewer));
        if (!development) yield break;

        yield return Route("simulator-read", Simulator, "/simulator/{**rest}", AuthorizationPolicies.Viewer, HttpMethods.Get);
        yield return Route("simulator-write", Simulator, "/simulator/{**rest}", AuthorizationPolicies.Admin,
            HttpMethods.Put, HttpMethods.Post, HttpMethods.Delete);
    }

    private static RouteConfig Route(string id, string cluster, string path, string policy, params string[] methods) => new()
    {
        RouteId = id,
        ClusterId = cluster,
        AuthorizationPolicy = policy,
        Match = new RouteMatch { Path = path, Methods = methods.Length == 0 ? null : methods },
    };

    private static RouteConfig WithoutPrefix(string prefix, RouteConfig route) => route.WithTransformPathRemovePrefix(prefix);

    // For a POST that changes nothing.
    private static RouteConfig Repeatable(RouteConfig route) => route with { Metadata = new Dictionary<string, string> { [RepeatMiddleware.Metadata] = "true" } };

    private static ClusterConfig ClusterOf(string name, ConfigurationManager configuration)
    {
        var endpoints = configuration.GetSection($"services:{name}:http").GetChildren().Where(entry => !string.IsNullOrWhiteSpace(entry.Value)).ToArray();
        return new ClusterConfig
        {
            ClusterId = name,
            HealthCheck = BackendReplicas.ChecksFor(endpoints.Length),
            Destinations = endpoints.ToDictionary(entry => $"{name}-{entry.Key}", entry => new DestinationConfig { Address = entry.Value! }),
        };
    }

    private static IResult NotRouted(HttpContext context) => Results.Problem(
        statusCode: StatusCodes.Status404NotFound,
        detail: $"The gateway routes no {context.Request.Method} {context.Request.Path}.");
}
