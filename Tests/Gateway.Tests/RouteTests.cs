using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Faultline.Gateway.Tests;

public sealed class RouteTests(GatewayFixture gateways) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("GET", "/api/systems", "api", "/api/systems")]
    [InlineData("POST", "/api/alarms/1/acknowledge", "api", "/api/alarms/1/acknowledge")]
    [InlineData("GET", "/ml/models/info", "scorer", "/models/info")]
    [InlineData("POST", "/ml/predict", "scorer", "/predict")]
    [InlineData("POST", "/ml/predict/batch", "scorer", "/predict/batch")]
    [InlineData("GET", "/ml/models/hydraulic/versions", "scorer", "/models/hydraulic/versions")]
    [InlineData("GET", "/ml/openapi/v1.json", "scorer", "/openapi/v1.json")]
    [InlineData("GET", "/api/models", "scorer", "/models")]
    [InlineData("POST", "/api/models", "scorer", "/models")]
    [InlineData("POST", "/api/models/hydraulic/versions/2/promote", "scorer", "/models/hydraulic/versions/2/promote")]
    [InlineData("POST", "/api/labels", "scorer", "/labels")]
    [InlineData("GET", "/simulator/machines", "simulator", "/simulator/machines")]
    [InlineData("PUT", "/simulator/machines/hydraulic-1/conditions/pump", "simulator", "/simulator/machines/hydraulic-1/conditions/pump")]
    public async Task Route_SignedIn_ReachesItsBackend(string method, string path, string backend, string arrivesAs)
    {
        using var answer = await SendAsync(gateways.Development, method, path, "admin");
        var arrived = await answer.Content.ReadFromJsonAsync<Arrived>();

        Assert.Equal((backend, method, arrivesAs), (arrived!.Backend, arrived.Method, arrived.Path));
    }

    [Theory]
    [InlineData("GET", "/ml/models/info")]
    [InlineData("POST", "/ml/predict")]
    [InlineData("GET", "/simulator/machines")]
    [InlineData("PUT", "/simulator/machines/hydraulic-1/conditions/pump")]
    public Task Route_SignedOut_IsRefused(string method, string path) =>
        ExpectProblemAsync(gateways.Development, method, path, null, HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("viewer")]
    [InlineData("operator")]
    public Task SimulatorWrite_NotAdmin_IsForbidden(string role) =>
        ExpectProblemAsync(gateways.Development, "PUT", "/simulator/machines/hydraulic-1/conditions/pump", role, HttpStatusCode.Forbidden);

    [Theory]
    [InlineData("GET", "/simulator")]
    [InlineData("GET", "/simulator/machines")]
    [InlineData("PUT", "/simulator/machines/hydraulic-1/conditions/pump")]
    public Task Simulator_InProduction_IsNotThere(string method, string path) =>
        ExpectProblemAsync(gateways.Production, method, path, "admin", HttpStatusCode.NotFound);

    [Theory]
    [InlineData("/ml")]
    [InlineData("/ml/health/ready")]
    [InlineData("/ml/metrics")]
    [InlineData("/ml/models/info/more")]
    public async Task Scorer_AnyOtherPath_IsNotRouted(string path)
    {
        using var answer = await SendAsync(gateways.Development, "GET", path, "admin");

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Api_Away_Is503NamingIt()
    {
        var problem = await ExpectProblemAsync(gateways.Alone, "GET", "/api/systems", null, HttpStatusCode.ServiceUnavailable);

        Assert.Contains("diagnostics-api", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scorer_NotConfigured_Is503NamingIt()
    {
        var problem = await ExpectProblemAsync(gateways.Alone, "GET", "/ml/models/info", "viewer", HttpStatusCode.ServiceUnavailable);

        Assert.Contains("scorer", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readiness_ApiAway_IsDegradedWithTheReason()
    {
        using var answer = await SendAsync(gateways.Alone, "GET", "/health/ready", null);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("degraded", body.GetProperty("status").GetString());
        Assert.Contains("does not answer", body.GetProperty("checks").GetProperty("diagnostics-api").GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EntityTags_PassBothWays()
    {
        using var client = GatewayFixture.Client(gateways.Production);
        using var request = new HttpRequestMessage(HttpMethod.Put, "api/devices/tagged");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Create("admin"));
        request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"read\""));
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        using var answer = await client.SendAsync(request);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((HttpStatusCode.PreconditionFailed, "\"next\""), (answer.StatusCode, answer.Headers.ETag?.Tag));
        Assert.Equal("\"read\" *", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Body_AtAndOverTheLimit_PassesAndIsRefused(int over, HttpStatusCode expected)
    {
        using var client = GatewayFixture.Client(gateways.Production);
        using var content = new ByteArrayContent(new byte[GatewayApplication.MaxRequestBody + over]);
        // With this the refusal comes before the body is sent, instead of cutting it off.
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var answer = await client.PostAsync("api/length", content);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Metrics_ThroughAProxy_AreNotThere()
    {
        using var client = GatewayFixture.Client(gateways.Production);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        using var answer = await client.GetAsync("metrics");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<JsonElement> ExpectProblemAsync(Uri gateway, string method, string path, string? role, HttpStatusCode status)
    {
        using var answer = await SendAsync(gateway, method, path, role);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpResponseMessage> SendAsync(Uri gateway, string method, string path, string? role)
    {
        using var client = GatewayFixture.Client(gateway);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (role is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Create(role));
        return await client.SendAsync(request);
    }
}
