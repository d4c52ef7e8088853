using System.Net;
using System.Net.Http.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Live;
using Faultline.DiagnosticsApi.Users;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Running;

/// <summary>
/// The service with a real PostgreSQL, a real Redis server and the real scorer; one signed-in client a role. Its clock stands still unless a test
/// moves it, so that what needs a timer and what does not can be told apart.
/// </summary>
public sealed class ApiFixture : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DatabaseFixture databases = new();
    private readonly RedisServer redis = RedisServer.Started();
    private readonly Dictionary<string, string> tokens = [];
    private RunningScorer scorer = null!;

    public FakeTimeProvider Clock { get; } = new(Microseconds(TimeProvider.System.GetUtcNow()));

    public TestDatabase Database { get; private set; } = null!;

    public IConnectionMultiplexer Redis { get; private set; } = null!;

    public RunningApi Api { get; private set; } = null!;

    public HttpClient Nobody { get; private set; } = null!;

    public HttpClient Viewer { get; private set; } = null!;

    public HttpClient Operator { get; private set; } = null!;

    public HttpClient Engineer { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    /// <summary>The access token of viewer, operator, engineer or admin.</summary>
    public string Token(string role) => tokens[role];

    public HttpClient Client(string role) => role switch { "viewer" => Viewer, "operator" => Operator, "engineer" => Engineer, "admin" => Admin, _ => Nobody };

    public async Task InitializeAsync()
    {
        Database = await databases.CreateAsync();
        Redis = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        scorer = await RunningScorer.StartAsync();
        Api = await RunningApi.StartAsync(Database.ConnectionString, redis.ConnectionString, scorer.Address, Clock);
        Nobody = Api.Client();
        await SignInAdminAsync();
        Viewer = await AddUserAsync("vera", "viewer");
        Operator = await AddUserAsync("otto", "operator");
        Engineer = await AddUserAsync("erna", "engineer");
        await SubscribedAsync();
    }

    /// <summary>Registers a new system and moves the clock on until the service has looked for it.</summary>
    public async Task<SystemDefinition> AddSystemAsync()
    {
        var system = Plant.NewSystem();
        await Database.Get<SystemRegistry>().RegisterAsync(system);
        // Longer than the directory remembers its list.
        Clock.Advance(TimeSpan.FromSeconds(3));
        using var answer = await Viewer.GetAsync(new Uri($"/api/systems/{system.Id}", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        return system;
    }

    /// <summary>Registers a new system and waits until the hub follows it.</summary>
    public async Task<SystemDefinition> AddLiveSystemAsync()
    {
        var system = await AddSystemAsync();
        using var limit = new CancellationTokenSource(Patience);
        while (Live(system) is null)
        {
            limit.Token.ThrowIfCancellationRequested();
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Database.Get<SystemRegistry>().FindAsync(system.Id, limit.Token);
        }
        return system;
    }

    /// <summary>Publishes a frame as the collector does and waits until the service has its newest reading; the clock stands still.</summary>
    public async Task PublishAsync(SystemDefinition system, params IReadOnlyList<Reading> readings)
    {
        using var limit = new CancellationTokenSource(Patience);
        var frame = ReadingFrame.Encode(new ReadingBatch("collector", system.Id, 1, readings));
        await Redis.GetSubscriber().PublishAsync(RedisChannel.Literal(Channels.Readings(system.Id.Shard)), frame);
        while (Live(system)?.Readings is not { } update || update.Time < readings[^1].SourceTime)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Redis.GetDatabase().PingAsync();
        }
    }

    /// <summary>Stores readings as a collector of its own would.</summary>
    public Task StoreAsync(SystemDefinition system, params IReadOnlyList<Reading> readings) => Database.Get<ReadingWriter>()
        .StoreAsync([new ReadingBatch("c" + Guid.NewGuid().ToString("N"), system.Id, 1, readings)]);

    /// <summary>Stores a transition and, as the scorer does after that, announces it.</summary>
    public async Task<AlarmTransition> AnnounceAsync(AlarmTransition transition)
    {
        var stored = await Database.Get<AlarmStore>().AppendAsync(transition);
        await Redis.GetSubscriber().PublishAsync(RedisChannel.Literal(Channels.Alarms), System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(stored, FaultlineJson.Options));
        return stored;
    }

    public async Task DisposeAsync()
    {
        if (Api is not null)
            await Api.DisposeAsync();
        if (scorer is not null)
            await scorer.DisposeAsync();
        if (Redis is not null)
            await Redis.DisposeAsync();
        if (Database is not null)
            await Database.DisposeAsync();
        await databases.DisposeAsync();
    }

    public void Dispose()
    {
        foreach (var client in (HttpClient?[])[Nobody, Viewer, Operator, Engineer, Admin])
            client?.Dispose();
        redis.Dispose();
        databases.Dispose();
    }

    private LiveSystem? Live(SystemDefinition system) => Api.Services.GetRequiredService<LiveState>().Find(system.Id);

    /// <summary>The administrator is made in the background: asked for until it is there.</summary>
    private async Task SignInAdminAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await Database.Get<UserStore>().FindAsync("admin", limit.Token) is null)
            limit.Token.ThrowIfCancellationRequested();
        Admin = Api.Client(tokens["admin"] = await Api.SignInAsync("admin", RunningApi.AdminPassword));
    }

    private async Task<HttpClient> AddUserAsync(string name, string role)
    {
        var password = $"password-of-{name}";
        using var answer = await Admin.PostAsJsonAsync("/api/users", new CreateUserRequest(name, password, role), FaultlineJson.Options);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return Api.Client(tokens[role] = await Api.SignInAsync(name, password));
    }

    /// <summary>Asks the server until the service has its three subscriptions.</summary>
    private async Task SubscribedAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var server = Redis.GetServers().Single();
        while (await server.SubscriptionSubscriberCountAsync(RedisChannel.Literal(Channels.Alarms)) < 1
            || await server.SubscriptionSubscriberCountAsync(RedisChannel.Literal(Channels.Predictions)) < 1
            || await server.SubscriptionPatternCountAsync() < 1)
            limit.Token.ThrowIfCancellationRequested();
    }

    // The database keeps microseconds.
    private static DateTimeOffset Microseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
