using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Faultline.Benchmarks.Scenarios.Predict;

/// <summary>The floor's server: a bare Kestrel endpoint that answers a POST with its own body. Runs in a process of its own, as the scorer does.</summary>
internal static class EchoServer
{
    /// <summary>First argument that makes this program the echo server.</summary>
    public const string Verb = "echo-server";

    /// <summary>Serves until the process is ended.</summary>
    public static Task RunAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/{**path}", EchoAsync);
        app.MapGet("/{**path}", () => "ready");
        return app.RunAsync();
    }

    private static Task EchoAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = context.Request.ContentLength;
        return context.Request.Body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
