using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Faultline.Gateway.Tests;

/// <summary>A service behind the gateway: tells what arrived, signs in one user, echoes one WebSocket message.</summary>
internal sealed class FakeBackend : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeBackend(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public static async Task<FakeBackend> StartAsync(string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.UseWebSockets();
        app.MapPost("/api/auth/sign-in", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            return (await reader.ReadToEndAsync()).Contains("right", StringComparison.Ordinal)
                ? Results.Json(new { access_token = Tokens.Create("admin"), user = new { user_name = "a", role = "admin" } })
                : Results.Problem("User name or password is wrong.", statusCode: StatusCodes.Status401Unauthorized);
        });
        app.Map("/hubs/echo", EchoAsync);
        app.MapPost("/api/length", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            return Results.Ok();
        }).WithMetadata(new DisableRequestSizeLimitAttribute());
        app.MapPut("/api/devices/tagged", (HttpRequest request) =>
        {
            request.HttpContext.Response.Headers.ETag = "\"next\"";
            return Results.Problem($"{request.Headers.IfMatch} {request.Headers.IfNoneMatch}", statusCode: StatusCodes.Status412PreconditionFailed);
        });
        app.Map("/{**rest}", (HttpRequest request) => Results.Json(new Arrived(
            name, request.Method, request.Path, request.Headers.Authorization.ToString(), request.Headers.Cookie.ToString())));
        await app.StartAsync();
        return new FakeBackend(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[256];
        var received = await socket.ReceiveAsync(buffer, context.RequestAborted);
        var text = $"{Encoding.UTF8.GetString(buffer, 0, received.Count)} {context.Request.Headers.Authorization}";
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, context.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }
}
