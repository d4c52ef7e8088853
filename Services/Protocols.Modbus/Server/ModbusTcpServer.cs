using System.Net;
using System.Net.Sockets;

namespace Faultline.Protocols.Modbus.Server;

/// <summary>
/// Modbus server over TCP or TLS, with MBAP or RTU framing (Messaging on TCP/IP Implementation Guide V1.0b §4.4): serves devices by unit identifier. It listens from
/// <see cref="Start"/> to <see cref="StopAsync"/> or <see cref="DisposeAsync"/>, once.
/// </summary>
public sealed class ModbusTcpServer : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<byte, IModbusDevice> _devices;
    private readonly ModbusTcpServerOptions _options;
    private readonly ServerStatistics _statistics = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<ServerConnection, Task> _connections = [];
    private readonly Socket _listener;
    private Task _accepting = Task.CompletedTask;
    private bool _disposed;
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Makes a server; it listens once <see cref="Start"/> is called.</summary>
    /// <param name="devices">Devices by unit identifier; looked up at each request, so a concurrent dictionary may change meanwhile.</param>
    /// <param name="options">Null for the defaults.</param>
    public ModbusTcpServer(IReadOnlyDictionary<byte, IModbusDevice> devices, ModbusTcpServerOptions? options = null)
    {
        _options = options ?? new ModbusTcpServerOptions();
        _options.Validate();
        _devices = devices;
        _listener = new Socket(_options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
    }

    /// <summary>Port that it listens on; the one asked for, or the free one taken. Valid after <see cref="Start"/>.</summary>
    public int Port { get; private set; }

    /// <summary>What the server has seen so far.</summary>
    public ModbusServerCounters Counters
    {
        get
        {
            lock (_gate)
                return _statistics.Snapshot(_connections.Count);
        }
    }

    /// <summary>Listens.</summary>
    /// <exception cref="SocketException">The address or port cannot be had; the message names both.</exception>
    public void Start()
    {
        var endpoint = new IPEndPoint(_options.Address, _options.Port);
        try
        {
            _listener.Bind(endpoint);
            _listener.Listen();
        }
        catch (SocketException e)
        {
            throw new SocketException((int)e.SocketErrorCode, $"Modbus server cannot listen on {endpoint}: {e.Message}");
        }

        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Cuts connections with a reset, as a broken network would; clients may connect again at once.</summary>
    /// <param name="unit">Only connections whose last request was addressed to this unit; null for all.</param>
    /// <returns>How many were cut.</returns>
    public int DropConnections(byte? unit = null)
    {
        ServerConnection[] chosen;
        lock (_gate)
            chosen = [.. _connections.Keys.Where(c => unit is null || c.LastUnit == unit)];
        foreach (var connection in chosen)
            connection.Abort();
        return chosen.Length;
    }

    /// <summary>Stops listening, lets requests that have arrived finish, then closes all connections.</summary>
    /// <param name="ct">Ends the patience: what is still under way is cut.</param>
    public async Task StopAsync(CancellationToken ct = default)
    {
        KeyValuePair<ServerConnection, Task>[] open;
        await _stopping.CancelAsync();
        lock (_gate)
            open = [.. _connections];

        await _accepting;
        _listener.Dispose();
        foreach (var (connection, _) in open)
            connection.Stop();
        await using var cut = ct.UnsafeRegister(
            static state => Array.ForEach((KeyValuePair<ServerConnection, Task>[])state!, c => c.Key.Abort()), open);
        await Task.WhenAll(open.Select(c => c.Value));
    }

    /// <summary>Stops at once, cutting what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await StopAsync(new CancellationToken(canceled: true));
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Admit(await _listener.AcceptAsync(_stopping.Token));
            }
            catch (OperationCanceledException)
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
            if (!_stopping.IsCancellationRequested && _connections.Count < _options.MaxConnections)
            {
                socket.NoDelay = true;
                var connection = new ServerConnection(socket, _devices, _options, _statistics);
                _connections[connection] = ServeAsync(connection);
                return;
            }
        }

        _statistics.Rejected();
        socket.Dispose();
    }

    private async Task ServeAsync(ServerConnection connection)
    {
        await Task.Yield();
        try
        {
            await using (connection)
                await connection.RunAsync();
        }
        finally
        {
            lock (_gate)
                _connections.Remove(connection);
        }
    }
}
