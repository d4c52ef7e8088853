using System.Net.Sockets;
using System.Security.Authentication;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Transport;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>Makes a client's connection, and says in one kind of exception why it cannot be made.</summary>
internal static class ClientTransport
{
    private const int SmallestBuffer = 4096;

    internal static async Task<ModbusTransport> ConnectAsync(string host, int port, ModbusTcpClientOptions options, CancellationToken ct)
    {
        // Nagle's algorithm would hold a small request back until the previous one is acknowledged (TCP §4.3.2).
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            // Finds peers that vanished without a word while nothing is asked (TCP §4.3.2).
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await socket.ConnectAsync(host, port, either.Token);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (options.Security is { } security)
                stream = await SecureTransport.ConnectAsync((NetworkStream)stream, host, security, either.Token);
            // Room for the answers to all that may be under way, so that they are taken in one read.
            return new ModbusTransport(socket, stream, Math.Max(SmallestBuffer, options.MaxOutstanding * ModbusLimits.MaxTcpAduLength));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            socket.Dispose();
            throw ModbusFault.ConnectFailed(host, port, $"no connection within {options.ConnectTimeout.TotalMilliseconds:0} ms", null);
        }
        catch (Exception e) when (e is SocketException or AuthenticationException or IOException)
        {
            socket.Dispose();
            throw ModbusFault.ConnectFailed(host, port, e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
