using Faultline.Scorer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Faultline.DiagnosticsApi.Tests.Running;

/// <summary>The real scorer with the committed model. Database and Redis are away from it: scoring on request needs neither.</summary>
public sealed class RunningScorer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication app;

    private RunningScorer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public static async Task<RunningScorer> StartAsync()
    {
        var app = ScorerApplication.Build([], builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Configuration["ConnectionStrings:faultline"] = "Host=127.0.0.1;Port=1;Timeout=1";
            builder.Configuration["ConnectionStrings:redis"] = "127.0.0.1:1,connectTimeout=200";
            builder.Configuration["Faultline:TokenKey"] = RunningApi.Key;
        });
        await app.StartAsync().WaitAsync(Patience);
        return new RunningScorer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync().WaitAsync(Patience);
        await app.DisposeAsync();
    }
}
