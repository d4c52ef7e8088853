using System.Net;
using System.Text.Json;
using Faultline.DiagnosticsApi.Systems;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.SignalR;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Outages;

/// <summary>The database goes away under the running service, and comes back.</summary>
public sealed class DatabaseAwayTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RedisServer redis = RedisServer.Started();
    private PostgresServer server = null!;
    private RunningApi api = null!;

    public async Task InitializeAsync()
    {
        server = await PostgresServer.StartAsync(DatabaseFixture.Require(StorageDepth.PlainPostgres));
        var connectionString = server.ConnectionString(DatabaseFixture.NewName());
        await using var database = await TestDatabase.CreateAsync(connectionString);
        api = await RunningApi.StartAsync(connectionString, redis.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await server.DisposeAsync();
        redis.Dispose();
    }

    [Fact]
    public async Task Requests_WhileItIsAway_Are503AndAreAnsweredAgainAfter()
    {
        using var admin = api.Client(await SignInAsync());
        using var nobody = api.Client();
        await using var hub = await HubClient.ConnectAsync(api.Address, admin.DefaultRequestHeaders.Authorization!.Parameter);
        await server.KillAsync();

        foreach (var path in (string[])["/api/alarms", "/api/quarantine", "/api/users"])
            await admin.GetAsync(path).ProblemAsync(HttpStatusCode.ServiceUnavailable);
        using var answer = await admin.GetAsync("/api/alarms");
        Assert.Equal(TimeSpan.FromSeconds(2), answer.Headers.RetryAfter?.Delta);
        await nobody.SendAsync("POST", "/api/auth/sign-in", "{\"user_name\": \"admin\", \"password\": \"x\"}").ProblemAsync(HttpStatusCode.ServiceUnavailable);
        await AssertHealthAsync(nobody, HttpStatusCode.ServiceUnavailable, "database");
        var error = await Assert.ThrowsAsync<HubException>(() => UntilForgottenAsync(hub));
        Assert.Contains("The database does not answer", error.Message, StringComparison.Ordinal);

        await server.StartAsync();
        Assert.Empty(await admin.GetAsync("/api/systems").OkAsync<List<SystemView>>());
        await AssertHealthAsync(nobody, HttpStatusCode.OK, null);
    }

    /// <summary>The administrator is made in the background: until then sign-in is refused.</summary>
    private async Task<string> SignInAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                return await api.SignInAsync("admin", RunningApi.AdminPassword);
            }
            catch (HttpRequestException refused) when (refused.StatusCode == HttpStatusCode.Unauthorized)
            {
                limit.Token.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Subscribes until the remembered list of systems is too old to answer from.</summary>
    private static async Task UntilForgottenAsync(HubClient hub)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!limit.IsCancellationRequested)
            await hub.SubscribeAllAsync();
    }

    /// <summary>Alive in any case; ready or not, with the reason at the check named.</summary>
    private static async Task AssertHealthAsync(HttpClient client, HttpStatusCode expected, string? failing)
    {
        await client.GetAsync("/health/live").OkAsync<JsonElement>();
        using var ready = await client.GetAsync("/health/ready");
        var body = await ready.Content.ReadAsStringAsync();
        Assert.True(ready.StatusCode == expected, body);
        if (failing is null)
            return;
        var check = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("checks").GetProperty(failing);
        Assert.Equal("unhealthy", check.GetProperty("status").GetString());
        Assert.Contains("does not answer", check.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }
}
