using System.Net.Http.Headers;
using Faultline.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Faultline.Scorer.Tests.Predict;

/// <summary>The scorer on a free port, without database and Redis: scoring on request needs neither.</summary>
public sealed class ScorerFixture : IAsyncLifetime
{
    private readonly WebApplication app = ScorerApplication.Build([], builder =>
    {
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration["ConnectionStrings:faultline"] = "Host=127.0.0.1;Port=1;Timeout=1";
        builder.Configuration["ConnectionStrings:redis"] = "127.0.0.1:1,connectTimeout=200";
        builder.Configuration["Faultline:TokenKey"] = "a key for tests of sixty-four characters, never used elsewhere.";
    });

    /// <summary>Signed in as viewer.</summary>
    public HttpClient Viewer { get; } = new();

    public HttpClient Nobody { get; } = new();

    public IServiceProvider Services => app.Services;

    public async Task InitializeAsync()
    {
        await app.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Viewer.BaseAddress = Nobody.BaseAddress = new Uri(app.Urls.Single());
        Viewer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token("vera"));
    }

    public async Task DisposeAsync()
    {
        Viewer.Dispose();
        Nobody.Dispose();
        await app.StopAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await app.DisposeAsync();
    }

    public string Token(string user) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = TokenOptions.Issuer,
        Audience = TokenOptions.Issuer,
        Claims = new Dictionary<string, object> { [Security.NameClaim] = user, [Security.RoleClaim] = "viewer" },
        SigningCredentials = new SigningCredentials(app.Services.GetRequiredService<IOptions<TokenOptions>>().Value.SigningKey, SecurityAlgorithms.HmacSha256),
    });
}
