using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Transport;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>
/// Modbus client over TCP or TLS, with MBAP or RTU framing: one connection, any number of concurrent callers. Requests beyond <see cref="ModbusTcpClientOptions.MaxOutstanding"/>
/// wait their turn in order. It does not reconnect: when <see cref="Closed"/> ends or a request fails with
/// <see cref="ModbusError.ConnectionLost"/>, dispose it and connect anew.
/// </summary>
public sealed partial class ModbusTcpClient : IAsyncDisposable
{
    private readonly ClientConnection _connection;
    private readonly FrameCodec _codec;

    private ModbusTcpClient(ModbusTransport transport, string peer, ModbusTcpClientOptions options)
    {
        _codec = FrameCodec.Of(options.Framing);
        _connection = new ClientConnection(transport, peer, options);
    }

    /// <summary>Ends when the connection is gone, for whatever reason; never fails.</summary>
    public Task Closed => _connection.Closed;

    /// <summary>Whether the connection is still there, as far as is known.</summary>
    public bool IsConnected => !_connection.Closed.IsCompleted;

    /// <summary>What the connection has seen so far.</summary>
    public ModbusClientCounters Counters => _connection.Counters;

    /// <summary>Connects to a server.</summary>
    /// <param name="host">Name or address.</param>
    /// <param name="port">1 to 65535; the registered ones are 502, and 802 with TLS.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="ct">Gives up connecting; it has no effect on the connection later.</param>
    /// <exception cref="ModbusException"><see cref="ModbusError.ConnectFailed"/>: refused, unreachable, unknown name, not trusted, or too slow.</exception>
    public static async ValueTask<ModbusTcpClient> ConnectAsync(
        string host, int port, ModbusTcpClientOptions? options = null, CancellationToken ct = default)
    {
        options ??= new ModbusTcpClientOptions();
        options.Validate();
        return new ModbusTcpClient(await ClientTransport.ConnectAsync(host, port, options, ct), $"{host}:{port}", options);
    }

    /// <summary>Closes the connection; requests under way fail with <see cref="ModbusError.ConnectionLost"/>.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
