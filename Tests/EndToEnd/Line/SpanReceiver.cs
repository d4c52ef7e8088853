using System.Text;
using Faultline.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Faultline.EndToEnd.Line;

/// <summary>
/// Receives spans by OTLP over HTTP (POST /v1/traces, protobuf). Which trace a message is about is read from its bytes: protocol buffers carry strings and ids as they are.
/// </summary>
internal sealed class SpanReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly List<byte[]> messages = [];
    private TaskCompletionSource changed = NewSignal();

    private SpanReceiver(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    public static async Task<SpanReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new SpanReceiver(builder.Build());
        receiver.app.Run(receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>The first batch, as COLLECTOR/SYSTEM/SEQUENCE, of which every one of the named spans has come, each in the batch's trace and from its service.</summary>
    public async Task<string> BatchWithAsync(IReadOnlyList<(string Service, string Span)> spans, TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (messages.SelectMany(BatchesIn).Distinct().FirstOrDefault(batch => spans.All(span => messages.Exists(message => Has(message, batch, span)))) is { } found)
                    return found;
                next = changed.Task;
            }

            await next.WaitAsync(limit.Token);
        }
    }

    /// <summary>Ends when every one of the named spans has come in the trace.</summary>
    /// <param name="traceParent">W3C Trace Context, traceparent.</param>
    /// <param name="spans">Each with the service it is from.</param>
    /// <param name="timeout">The longest wait.</param>
    public async Task UntilAsync(string traceParent, IReadOnlyList<(string Service, string Span)> spans, TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        var trace = Convert.FromHexString(traceParent.Split('-')[1]);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (spans.All(span => messages.Exists(message => message.AsSpan().IndexOf(trace) >= 0 && Says(message, span.Span) && Says(message, span.Service))))
                    return;
                next = changed.Task;
            }

            await next.WaitAsync(limit.Token);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static IEnumerable<string> BatchesIn(byte[] message) =>
        System.Text.RegularExpressions.Regex.Matches(Encoding.Latin1.GetString(message), @"collector[a-z0-9_-]*/hydraulic-\d/\d+").Select(match => match.Value);

    private static bool Has(byte[] message, string batch, (string Service, string Span) span)
    {
        var parts = batch.Split('/');
        Span<byte> trace = stackalloc byte[16];
        ReadingTrace.ContextOf(parts[0], new SystemId(parts[1]), long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture)).TraceId.CopyTo(trace);
        return message.AsSpan().IndexOf(trace) >= 0 && Says(message, batch) && Says(message, span.Span) && Says(message, span.Service);
    }

    private static bool Says(byte[] message, string text) => message.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        context.Response.ContentType = "application/x-protobuf";
        if (context.Request.Path != "/v1/traces")
            return;
        TaskCompletionSource signal;
        lock (gate)
        {
            messages.Add(body.ToArray());
            (signal, changed) = (changed, NewSignal());
        }

        signal.TrySetResult();
    }
}
