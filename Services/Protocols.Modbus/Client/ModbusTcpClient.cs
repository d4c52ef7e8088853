using System.Net.Sockets;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>
/// Modbus TCP client: one connection, any number of concurrent callers. Requests beyond <see cref="ModbusTcpClientOptions.MaxOutstanding"/>
/// wait their turn in order. It does not reconnect: when <see cref="Closed"/> ends or a request fails with
/// <see cref="ModbusError.ConnectionLost"/>, dispose it and connect anew.
/// </summary>
public sealed partial class ModbusTcpClient : IAsyncDisposable
{
    private readonly ClientConnection _connection;

    internal ModbusTcpClient(Stream stream, string peer, ModbusTcpClientOptions options) =>
        _connection = new ClientConnection(stream, peer, options);

    /// <summary>Ends when the connection is gone, for whatever reason; never fails.</summary>
    public Task Closed => _connection.Closed;

    /// <summary>Whether the connection is still there, as far as is known.</summary>
    public bool IsConnected => !_connection.Closed.IsCompleted;

    /// <summary>What the connection has seen so far.</summary>
    public ModbusClientCounters Counters => _connection.Counters;

    /// <summary>Connects to a server.</summary>
    /// <param name="host">Name or address.</param>
    /// <param name="port">1 to 65535; the registered one is 502.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="ct">Gives up connecting; it has no effect on the connection later.</param>
    /// <exception cref="ModbusException"><see cref="ModbusError.ConnectFailed"/>: refused, unreachable, unknown name, or too slow.</exception>
    public static async ValueTask<ModbusTcpClient> ConnectAsync(
        string host, int port, ModbusTcpClientOptions? options = null, CancellationToken ct = default)
    {
        options ??= new ModbusTcpClientOptions();
        options.Validate();
        // Nagle's algorithm would hold a small request back until the previous one is acknowledged (TCP §4.3.2).
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            // Finds peers that vanished without a word while nothing is asked (TCP §4.3.2).
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await socket.ConnectAsync(host, port, either.Token);
            return new ModbusTcpClient(new NetworkStream(socket, ownsSocket: true), $"{host}:{port}", options);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            socket.Dispose();
            throw ModbusFault.ConnectFailed(host, port, $"no connection within {options.ConnectTimeout.TotalMilliseconds:0} ms", null);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw ModbusFault.ConnectFailed(host, port, e.Message, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Closes the connection; requests under way fail with <see cref="ModbusError.ConnectionLost"/>.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
