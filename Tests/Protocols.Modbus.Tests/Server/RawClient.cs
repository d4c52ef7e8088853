using System.Net;
using System.Net.Sockets;
using Faultline.Protocols.Modbus.Server;

namespace Faultline.Protocols.Modbus.Tests.Server;

/// <summary>A raw socket that plays the client of our server.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    internal static async Task<RawClient> ConnectAsync(ModbusTcpServer server)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(IPAddress.Loopback, server.Port).Within();
        return client;
    }

    internal Task SendAsync(string hex) => _socket.SendAsync(Hex.Bytes(hex)).Within();

    /// <summary>Sends frames and answers as many bytes as the expected answer has, in hexadecimal text.</summary>
    internal async Task<string> AskAsync(string frames, int answerLength)
    {
        await SendAsync(frames);
        return await ReceiveAsync(answerLength);
    }

    internal async Task<string> ReceiveAsync(int count)
    {
        var buffer = new byte[count];
        for (var filled = 0; filled < count;)
        {
            var read = await _socket.ReceiveAsync(buffer.AsMemory(filled)).Within();
            Assert.NotEqual(0, read);
            filled += read;
        }

        return Hex.Text(buffer);
    }

    /// <summary>Waits for the end of the connection, closed or reset; false when the server sent something instead.</summary>
    internal async Task<bool> ClosedByServerAsync()
    {
        try
        {
            return await _socket.ReceiveAsync(new byte[1]).Within() == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    internal void FinishSending() => _socket.Shutdown(SocketShutdown.Send);

    public void Dispose() => _socket.Dispose();
}
