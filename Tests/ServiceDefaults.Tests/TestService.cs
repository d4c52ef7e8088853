using System.Security.Claims;
using Faultline.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Faultline.ServiceDefaults.Tests;

/// <summary>A service on a real Kestrel with a free port, built only from the defaults.</summary>
internal sealed class TestService : IAsyncDisposable
{
    public const string Key = "a key of the tests, longer than 32 characters";

    private readonly WebApplication app;

    private TestService(WebApplication app)
    {
        this.app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(20) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<TestService> StartAsync(Func<HealthCheckResult>? dependency = null, Action<WebApplicationBuilder>? configure = null, Action<WebApplicationBuilder>? configureFirst = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("Faultline:TokenKey", Key)]);
        configureFirst?.Invoke(builder);
        builder.AddServiceDefaults();
        builder.AddFaultlineSecurity();
        if (dependency is not null)
            builder.Services.AddHealthChecks().AddCheck("dependency", dependency, [Health.ReadyTag]);
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseFaultlineProblemDetails();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapDefaultEndpoints();
        app.MapGet("/open", () => "in").AllowAnonymous();
        app.MapGet("/closed", () => "in");
        app.MapGet("/operate", () => "in").RequireAuthorization(AuthorizationPolicies.Operator);
        app.MapGet("/hubs/echo", () => "in");
        app.MapGet("/broken", string () => throw new InvalidOperationException("secret detail")).AllowAnonymous();
        await app.StartAsync();
        return new TestService(app);
    }

    public static string Token(string role, string key = Key, TimeSpan? age = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = TokenOptions.Issuer,
        Audience = TokenOptions.Issuer,
        Subject = new ClaimsIdentity([new Claim(Security.NameClaim, "ada"), new Claim(Security.RoleClaim, role)]),
        NotBefore = TimeProvider.System.GetUtcNow().UtcDateTime - (age ?? TimeSpan.Zero) - TimeSpan.FromMinutes(1),
        IssuedAt = TimeProvider.System.GetUtcNow().UtcDateTime - (age ?? TimeSpan.Zero),
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime - (age ?? TimeSpan.Zero) + TimeSpan.FromMinutes(5),
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(key)), SecurityAlgorithms.HmacSha256),
    });

    public async Task<HttpResponseMessage> GetAsync(string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
