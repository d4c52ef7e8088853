using System.Net;
using Faultline.DiagnosticsApi.Tests.Running;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Http;

/// <summary>Every route that the service has, as the service itself lists them: none can be added without being closed.</summary>
[Collection(ApiCollection.Name)]
public sealed class RouteAuthorizationTests(ApiFixture api)
{
    /// <summary>Open by intention: signing in, health, and metrics, which the gateway does not route.</summary>
    private static readonly string[] Open = ["* /metrics", "* /health/live", "* /health/ready", "POST /api/auth/sign-in"];

    /// <summary>Routes that ask for more than a viewer.</summary>
    private static readonly Dictionary<string, string> Higher = new()
    {
        ["POST /api/alarms/{id:guid}/acknowledge"] = "operator",
        ["PUT /api/devices/{id}"] = "engineer",
        ["DELETE /api/devices/{id}"] = "engineer",
        ["POST /api/devices/import"] = "engineer",
        ["POST /api/devices/versions/{number}/restore"] = "engineer",
        ["PUT /api/tags/{device}/{name}"] = "engineer",
        ["DELETE /api/tags/{device}/{name}"] = "engineer",
        ["POST /api/tags/import"] = "engineer",
        ["POST /api/tags/write"] = "engineer",
        ["GET /api/certificates/"] = "engineer",
        ["POST /api/certificates/{thumbprint}/trust"] = "engineer",
        ["POST /api/certificates/{thumbprint}/reject"] = "engineer",
        ["GET /api/devices/{id}/nodes/"] = "engineer",
        ["POST /api/devices/{id}/nodes/import"] = "engineer",
        ["POST /api/quarantine/replay"] = "engineer",
        ["POST /api/quarantine/discard"] = "engineer",
        ["GET /api/audit/"] = "engineer",
        ["GET /api/users/"] = "admin",
        ["POST /api/users/"] = "admin",
    };

    private static readonly string[] Roles = ["viewer", "operator", "engineer", "admin"];

    [Fact]
    public void OpenRoutes_AreSignInHealthAndMetricsOnly()
    {
        var open = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).SelectMany(Names).Distinct();

        Assert.Equal(Open.Order(), open.Order());
    }

    [Fact]
    public async Task ClosedRoutes_WithoutToken_Answer401()
    {
        foreach (var (method, path, name) in Closed())
        {
            using var answer = await api.Nobody.SendAsync(method, path, "{}");
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{name} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task ClosedRoutes_BelowTheirRole_Answer403AndFromItOnDoNot()
    {
        await using var collector = new CommandAnswering(api);
        foreach (var (method, path, name) in Closed())
        {
            var needed = Array.IndexOf(Roles, Higher.GetValueOrDefault(name, "viewer"));
            for (var role = 0; role < Roles.Length; role++)
            {
                using var answer = await api.Client(Roles[role]).SendAsync(method, path, "{}");
                Assert.True(
                    (answer.StatusCode == HttpStatusCode.Forbidden) == (role < needed) && answer.StatusCode != HttpStatusCode.Unauthorized,
                    $"{name} answered {Roles[role]} {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task UnknownRoute_IsClosedTooAndAProblem()
    {
        await api.Nobody.GetAsync("/api/nothing").ProblemAsync(HttpStatusCode.Unauthorized);
        await api.Viewer.GetAsync("/api/nothing").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public void HigherRoutes_AllExist() => Assert.Empty(Higher.Keys.Except(Endpoints().SelectMany(Names)));

    private IEnumerable<RouteEndpoint> Endpoints() => api.Api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private IEnumerable<(string Method, string Path, string Name)> Closed() =>
        from endpoint in Endpoints()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        from name in Names(endpoint)
        let parts = name.Split(' ')
        let path = parts[1].Replace("{id:guid}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{id}", "x", StringComparison.Ordinal)
            .Replace("{number}", "1", StringComparison.Ordinal).Replace("{device}/{name}", "x/y", StringComparison.Ordinal)
            .Replace("{thumbprint}", "x", StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal)
        select (parts[0] == "*" ? "GET" : parts[0], path, name);

    private static IEnumerable<string> Names(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"];
        return (methods.Count == 0 ? ["*"] : methods).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}");
    }
}
