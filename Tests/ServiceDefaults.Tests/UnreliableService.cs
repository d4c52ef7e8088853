using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Faultline.ServiceDefaults.Tests;

/// <summary>Answers 503 to the first call of each method and 200 to the second, and counts the calls.</summary>
internal sealed class UnreliableService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> calls = [];

    private UnreliableService(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    public static async Task<UnreliableService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var service = new UnreliableService(builder.Build());
        service.app.Run(service.AnswerAsync);
        await service.app.StartAsync();
        return service;
    }

    public int Calls(string method)
    {
        lock (gate)
            return calls.GetValueOrDefault(method);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        lock (gate)
        {
            var count = calls[context.Request.Method] = calls.GetValueOrDefault(context.Request.Method) + 1;
            context.Response.StatusCode = count == 1 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        }

        return Task.CompletedTask;
    }
}
