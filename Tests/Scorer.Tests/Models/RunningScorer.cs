using System.Net.Http.Headers;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.Scorer.Models;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Faultline.Scorer.Tests.Models;

/// <summary>A replica of the scorer with a real database and a real Redis server.</summary>
internal sealed class RunningScorer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly WebApplication app;

    private RunningScorer(WebApplication app)
    {
        this.app = app;
        (Viewer, Admin) = (Client("vera", "viewer"), Client("ada", "admin"));
    }

    public HttpClient Viewer { get; }

    public HttpClient Admin { get; }

    public Uri Address => new(app.Urls.Single());

    public IServiceProvider Services => app.Services;

    public ServingSet Set => Services.GetRequiredService<ModelHost>().Current;

    /// <param name="database">Connection string of the database.</param>
    /// <param name="redis">Connection string of the Redis server.</param>
    /// <param name="assumesRole">Whether connections take the scorer's role after the login, as they do by default.</param>
    public static async Task<RunningScorer> StartAsync(string database, string redis, bool assumesRole = true)
    {
        var app = ScorerApplication.Build([], builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Configuration["ConnectionStrings:faultline"] = database;
            builder.Configuration["ConnectionStrings:redis"] = redis;
            builder.Configuration[$"{StorageConnectionOptions.Section}:{nameof(StorageConnectionOptions.AssumeRole)}"] = assumesRole.ToString();
            builder.Configuration["Faultline:TokenKey"] = RunningApi.Key;
        });
        await app.StartAsync().WaitAsync(Patience);
        return new RunningScorer(app);
    }

    /// <summary>Waits until a set is in service for which the condition holds.</summary>
    public async Task<ServingSet> ServingAsync(Func<ServingSet, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition(Set))
        {
            patience.Token.ThrowIfCancellationRequested();
            // A round trip instead of a pause: the replica works meanwhile.
            using var answer = await Viewer.GetAsync(new Uri("/models", UriKind.Relative), patience.Token);
        }
        return Set;
    }

    public async ValueTask DisposeAsync()
    {
        Viewer.Dispose();
        Admin.Dispose();
        await app.StopAsync().WaitAsync(Patience);
        await app.DisposeAsync();
    }

    private HttpClient Client(string name, string role)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = Patience };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenOptions.Issuer,
            Audience = TokenOptions.Issuer,
            Claims = new Dictionary<string, object> { [Security.NameClaim] = name, [Security.RoleClaim] = role },
            SigningCredentials = new SigningCredentials(app.Services.GetRequiredService<IOptions<TokenOptions>>().Value.SigningKey, SecurityAlgorithms.HmacSha256),
        }));
        return client;
    }
}
