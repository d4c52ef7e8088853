using System.Net;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Outages;

/// <summary>Redis is away when the service starts, comes, and goes again: alarms arrive all the same.</summary>
[Collection(ApiCollection.Name)]
public sealed class RedisAwayTests(ApiFixture api) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RedisServer redis = RedisServer.Stopped();
    private RunningApi alone = null!;

    public async Task InitializeAsync() => alone = await RunningApi.StartAsync(api.Database.ConnectionString, redis.ConnectionString);

    public async Task DisposeAsync()
    {
        await alone.DisposeAsync();
        redis.Dispose();
    }

    [Fact]
    public async Task Alarms_WithoutRedis_ComeFromTheDatabase()
    {
        var system = await api.AddSystemAsync();
        await using var client = await HubClient.ConnectAsync(alone.Address, await alone.SignInAsync("vera", "password-of-vera"));
        await SubscribeAsync(client, system.Id.Value);

        var stored = await api.Database.Get<AlarmStore>().AppendAsync(Plant.Raised(system, "PS1", api.Clock.GetUtcNow()));

        Assert.Equal(stored, await client.AlarmAsync());
    }

    [Fact]
    public async Task Readiness_FollowsRedis()
    {
        using var client = alone.Client();
        using var without = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, without.StatusCode);
        Assert.Contains("Redis does not answer", await without.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        redis.Start();
        await UntilAsync(client, HttpStatusCode.OK);
        redis.Stop();
        await UntilAsync(client, HttpStatusCode.ServiceUnavailable);
    }

    /// <summary>Its list of systems may be two seconds old: subscribed again until the new one is known.</summary>
    private static async Task SubscribeAsync(HubClient client, string system)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await client.SubscribeAsync(system);
                return;
            }
            catch (Microsoft.AspNetCore.SignalR.HubException)
            {
                limit.Token.ThrowIfCancellationRequested();
            }
        }
    }

    private static async Task UntilAsync(HttpClient client, HttpStatusCode expected)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), limit.Token);
            if (answer.StatusCode == expected)
                return;
        }
    }
}
