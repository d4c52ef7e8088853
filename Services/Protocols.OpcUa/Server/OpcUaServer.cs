using System.Net;
using System.Net.Sockets;
using Faultline.Protocols.OpcUa.Server.Nodes;

namespace Faultline.Protocols.OpcUa.Server;

/// <summary>
/// OPC UA server over TCP, OPC 10000-4 and OPC 10000-6 §7. It listens from <see cref="Start"/> to <see cref="DisposeAsync"/>, once.
/// </summary>
public sealed class OpcUaServer : IAsyncDisposable
{
    private static readonly TimeSpan HousekeepingInterval = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<ServerConnection, Task> _connections = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly ServerCore _core;
    private readonly Socket _listener;
    private Task _accepting = Task.CompletedTask;
    private ITimer? _housekeeping;
    private uint _lastChannelId;
    private bool _disposed;

    /// <summary>Makes a server; it listens once <see cref="Start"/> is called.</summary>
    /// <param name="space">Its nodes; the standard Server object is added.</param>
    /// <param name="options">Its settings.</param>
    /// <exception cref="ArgumentException">The options have faults; all are named.</exception>
    public OpcUaServer(AddressSpace space, OpcUaServerOptions options)
    {
        options.Validate();
        _core = new ServerCore(options, space);
        ServerNodes.AddTo(_core);
        _listener = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
    }

    /// <summary>Port that it listens on. Valid after <see cref="Start"/>.</summary>
    public int Port { get; private set; }

    /// <summary>What the server has seen so far.</summary>
    public OpcUaServerCounters Counters
    {
        get
        {
            int connections;
            lock (_gate)
                connections = _connections.Count;
            return _core.Statistics.Snapshot(connections, _core.Sessions.Count, _core.Subscriptions.Count, _core.Subscriptions.Budget.Items);
        }
    }

    /// <summary>Listens.</summary>
    /// <exception cref="SocketException">The address or port cannot be had; the message names both.</exception>
    public void Start()
    {
        var endpoint = new IPEndPoint(_core.Options.Address, _core.Options.Port);
        try
        {
            _listener.Bind(endpoint);
            _listener.Listen();
        }
        catch (SocketException e)
        {
            throw new SocketException((int)e.SocketErrorCode, $"OPC UA server cannot listen on {endpoint}: {e.Message}");
        }

        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _housekeeping = _core.Clock.CreateTimer(_ => KeepHouse(), null, HousekeepingInterval, HousekeepingInterval);
        _accepting = AcceptAsync();
    }

    /// <summary>Cuts all connections with a reset, as a broken network would; sessions and subscriptions stay. Answers how many.</summary>
    public int DropConnections()
    {
        var open = Open();
        foreach (var connection in open)
            connection.Abort();
        return open.Length;
    }

    /// <summary>Stops listening, ends connections, sessions and subscriptions.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        _core.Stopping = true;
        await _stopping.CancelAsync();
        if (_housekeeping is not null)
            await _housekeeping.DisposeAsync();
        _listener.Dispose();
        await _accepting;
        Task[] serving;
        lock (_gate)
            serving = [.. _connections.Values];
        DropConnections();
        await Task.WhenAll(serving);
        _core.Subscriptions.Clear();
        _stopping.Dispose();
    }

    private ServerConnection[] Open()
    {
        lock (_gate)
            return [.. _connections.Keys];
    }

    private void KeepHouse()
    {
        _core.Sessions.EndSilent();
        foreach (var connection in Open())
            connection.EndSilent();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Admit(await _listener.AcceptAsync(_stopping.Token));
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The client was gone before it was accepted, or the process has no descriptor left: let others run, then go on.
                await Task.Delay(TimeSpan.FromMilliseconds(10), _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Admit(Socket socket)
    {
        lock (_gate)
        {
            if (!_stopping.IsCancellationRequested && _connections.Count < _core.Limits.Connections)
            {
                socket.NoDelay = true;
                var connection = new ServerConnection(_core, socket, NextChannelId());
                _connections[connection] = ServeAsync(connection);
                return;
            }
        }

        _core.Statistics.Count(ServerBound.Connections);
        socket.Dispose();
    }

    /// <summary>Channel ids are never 0 and come again only after 4 billion connections.</summary>
    private uint NextChannelId() => ++_lastChannelId == 0 ? ++_lastChannelId : _lastChannelId;

    private async Task ServeAsync(ServerConnection connection)
    {
        await Task.Yield();
        try
        {
            await connection.RunAsync(_stopping.Token);
        }
        finally
        {
            lock (_gate)
                _connections.Remove(connection);
        }
    }
}
