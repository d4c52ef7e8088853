using System.Net;
using System.Net.Sockets;

namespace Faultline.Protocols.OpcUa.Tests.Transport;

/// <summary>Both ends of a loopback connection.</summary>
internal static class LoopbackPair
{
    internal static async Task<(NetworkStream Client, NetworkStream Server)> ConnectAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var accepting = listener.AcceptSocketAsync();
        await socket.ConnectAsync(listener.LocalEndpoint).Within();
        return (new NetworkStream(socket, ownsSocket: true), new NetworkStream(await accepting.Within(), ownsSocket: true));
    }
}
