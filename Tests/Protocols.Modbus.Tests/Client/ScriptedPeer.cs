using System.Net;
using System.Net.Sockets;
using Faultline.Protocols.Modbus.Client;

namespace Faultline.Protocols.Modbus.Tests.Client;

/// <summary>A raw socket that plays the server: the test sends what it likes, when it likes.</summary>
internal sealed class ScriptedPeer : IAsyncDisposable
{
    private readonly Socket _socket;

    private ScriptedPeer(ModbusTcpClient client, Socket socket) => (Client, _socket) = (client, socket);

    internal ModbusTcpClient Client { get; }

    internal static async Task<ScriptedPeer> ConnectAsync(ModbusTcpClientOptions? options = null)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var accepting = listener.AcceptSocketAsync();
        var client = await ModbusTcpClient.ConnectAsync("127.0.0.1", port, options ?? ClientAndServer.PatientClient()).Within();
        return new ScriptedPeer(client, await accepting.Within());
    }

    /// <summary>The next request as hexadecimal text, without its transaction id, and that id.</summary>
    internal async Task<(ushort Id, string Request)> TakeAsync()
    {
        var head = await ReceiveAsync(6).Within();
        var rest = await ReceiveAsync(head[5]).Within();
        return ((ushort)(head[0] << 8 | head[1]), Hex.Text(rest));
    }

    /// <summary>Answers a request: unit and PDU in hexadecimal text.</summary>
    internal Task AnswerAsync(ushort id, string unitAndPdu) => SendAsync(Frame(id, unitAndPdu));

    internal Task SendAsync(byte[] bytes) => _socket.SendAsync(bytes).Within();

    internal static byte[] Frame(ushort id, string unitAndPdu)
    {
        var body = Hex.Bytes(unitAndPdu);
        return [(byte)(id >> 8), (byte)id, 0, 0, 0, (byte)body.Length, .. body];
    }

    internal void Close() => _socket.Close();

    /// <summary>Waits for the end of the connection; false when the client sent something instead.</summary>
    internal async Task<bool> ClosedByClientAsync()
    {
        var buffer = new byte[1];
        try
        {
            return await _socket.ReceiveAsync(buffer).Within() == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    internal async Task<byte[]> ReceiveAsync(int count)
    {
        var buffer = new byte[count];
        for (var filled = 0; filled < count;)
        {
            var read = await _socket.ReceiveAsync(buffer.AsMemory(filled)).Within();
            Assert.NotEqual(0, read);
            filled += read;
        }

        return buffer;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await Client.DisposeAsync().Within();
    }
}
