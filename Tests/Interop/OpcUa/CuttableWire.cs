using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Faultline.Interop.OpcUa;

/// <summary>Passes bytes between a client and a server, until it cuts every connection: what a network does.</summary>
internal sealed class CuttableWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Socket> _sockets = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Uri _server;
    private readonly Stream? _recorded;
    private Task _accepting = Task.CompletedTask;

    private CuttableWire(Uri server, Stream? recorded) => (_server, _recorded) = (server, recorded);

    internal Uri Url => new($"opc.tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <param name="server">Where to pass to.</param>
    /// <param name="recorded">Takes down what the server sends; null for nothing.</param>
    internal static Task<CuttableWire> StartAsync(Uri server, Stream? recorded = null)
    {
        var wire = new CuttableWire(server, recorded);
        wire._listener.Start();
        wire._accepting = wire.AcceptAsync();
        return Task.FromResult(wire);
    }

    /// <summary>Cuts what is connected; later connections pass.</summary>
    internal void Cut()
    {
        while (_sockets.TryTake(out var socket))
            socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var passing = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_ending.Token);
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                client.NoDelay = true;
                _sockets.Add(client);
                _sockets.Add(server);
                await server.ConnectAsync(_server.Host, _server.Port, _ending.Token);
                passing.RemoveAll(task => task.IsCompleted);
                passing.Add(PassAsync(client, server, null));
                passing.Add(PassAsync(server, client, _recorded));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(passing);
        }
    }

    private static async Task PassAsync(Socket from, Socket to, Stream? recorded)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int count; (count = await from.ReceiveAsync(buffer)) > 0;)
            {
                if (recorded is not null)
                    lock (recorded)
                        recorded.Write(buffer, 0, count);
                await to.SendAsync(buffer.AsMemory(0, count));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // That is what this is for.
        }
    }
}
