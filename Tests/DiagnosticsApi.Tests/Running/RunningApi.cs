using System.Net.Http.Headers;
using System.Net.Http.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Faultline.DiagnosticsApi.Tests.Running;

/// <summary>The service on Kestrel and a free loopback port.</summary>
public sealed class RunningApi : IAsyncDisposable
{
    public const string AdminPassword = "admin-of-the-tests-1";
    public const string Key = "a key of the tests with more than thirty-two characters";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication app;

    private RunningApi(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public IServiceProvider Services => app.Services;

    /// <param name="database">Connection string of PostgreSQL.</param>
    /// <param name="redis">Connection string of Redis.</param>
    /// <param name="scorer">Address of the scorer; by default one where nothing listens.</param>
    /// <param name="clock">Its clock; the system's by default.</param>
    public static async Task<RunningApi> StartAsync(string database, string redis, Uri? scorer = null, TimeProvider? clock = null)
    {
        var app = DiagnosticsApplication.Build([], builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Configuration["ConnectionStrings:faultline"] = database;
            builder.Configuration["ConnectionStrings:redis"] = redis;
            builder.Configuration["services:scorer:http:0"] = (scorer ?? new Uri("http://127.0.0.1:9")).ToString();
            builder.Configuration["Faultline:TokenKey"] = Key;
            builder.Configuration["Faultline:AdminPassword"] = AdminPassword;
            builder.Services.AddSingleton(clock ?? TimeProvider.System);
        });
        await app.StartAsync().WaitAsync(Patience);
        return new RunningApi(app);
    }

    /// <summary>A client that carries a token; without one it is nobody.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = Patience };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Signs in through the API.</summary>
    /// <exception cref="HttpRequestException">It was refused.</exception>
    public async Task<string> SignInAsync(string userName, string password)
    {
        using var client = Client();
        using var answer = await client.PostAsJsonAsync("/api/auth/sign-in", new SignInRequest(userName, password), FaultlineJson.Options);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<SignInResponse>(FaultlineJson.Options))!.AccessToken;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync().WaitAsync(Patience);
        await app.DisposeAsync();
    }
}
