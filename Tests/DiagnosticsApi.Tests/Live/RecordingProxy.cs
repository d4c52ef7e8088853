using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;

namespace Faultline.DiagnosticsApi.Tests.Live;

/// <summary>The far end of a connection: takes messages while it is open, and lets senders wait while it is not.</summary>
internal sealed class RecordingProxy : ISingleClientProxy
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<(string Method, object? Message)> sent = Channel.CreateUnbounded<(string, object?)>();
    private volatile TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RecordingProxy() => gate.SetResult();

    /// <summary>Messages sent and not taken.</summary>
    public int Waiting => sent.Reader.Count;

    public async Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default)
    {
        await gate.Task.WaitAsync(cancellationToken);
        sent.Writer.TryWrite((method, args[0]));
    }

    public Task<T> InvokeCoreAsync<T>(string method, object?[] args, CancellationToken cancellationToken) => throw new NotSupportedException(method);

    public async Task<T> NextAsync<T>(string method)
    {
        var (name, message) = await sent.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Xunit.Assert.Equal(method, name);
        return (T)message!;
    }

    public void Close() => gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => gate.TrySetResult();
}
