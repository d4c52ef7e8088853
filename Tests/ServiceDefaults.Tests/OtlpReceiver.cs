using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Faultline.ServiceDefaults.Tests;

/// <summary>Receives telemetry by OTLP over HTTP (OpenTelemetry protocol 1.x: POST /v1/logs, /v1/metrics, /v1/traces, protobuf).</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication app;
    private readonly Dictionary<string, Channel<string>> received = new()
    {
        ["/v1/logs"] = Channel.CreateUnbounded<string>(), ["/v1/metrics"] = Channel.CreateUnbounded<string>(), ["/v1/traces"] = Channel.CreateUnbounded<string>(),
    };

    private OtlpReceiver(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.Run(receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Waits for a message of a signal that contains <paramref name="text"/>: protobuf carries strings as they are.</summary>
    public async Task<string> WaitAsync(string path, string text)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var message = await received[path].Reader.ReadAsync(limit.Token);
            if (message.Contains(text, StringComparison.Ordinal))
                return message;
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        received[context.Request.Path.Value!].Writer.TryWrite(Encoding.UTF8.GetString(body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
