using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Faultline.Protocols.Modbus.Transport;

/// <summary>
/// A connection's bytes, whichever way they go: TCP, or TLS over it. Client and server read it through a pipe; what they put in frames is none of
/// its business.
/// </summary>
internal sealed class ModbusTransport : IAsyncDisposable
{
    private const int LinuxTcpLevel = 6;
    private const int LinuxTcpQuickAck = 12;
    private static readonly byte[] On = BitConverter.GetBytes(1);
    private readonly Socket _socket;

    internal ModbusTransport(Socket socket, Stream stream, int bufferSize)
    {
        (_socket, Stream) = (socket, stream);
        Input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: bufferSize, minimumReadSize: bufferSize / 4));
    }

    /// <summary>Where to write; one writer at a time.</summary>
    internal Stream Stream { get; }

    /// <summary>What the peer sends; one reader.</summary>
    internal PipeReader Input { get; }

    /// <summary>Whether it is TLS.</summary>
    internal bool IsSecure => Stream is SslStream;

    /// <summary>The certificate that the peer showed; null without TLS.</summary>
    internal X509Certificate2? PeerCertificate => (Stream as SslStream)?.RemoteCertificate as X509Certificate2;

    /// <summary>
    /// Acknowledges at once what has come, while more is awaited and nothing is about to be sent. Many servers leave Nagle's algorithm on and hold
    /// their second answer back until the first is acknowledged, which a receiver otherwise delays by 40 ms. Linux only; elsewhere it does nothing.
    /// </summary>
    internal void AcknowledgeNow()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _socket.SetRawSocketOption(LinuxTcpLevel, LinuxTcpQuickAck, On);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The connection has ended; whoever reads it hears of it.
        }
    }

    /// <summary>Makes the next close a reset: what was not sent yet is dropped. Call it while the socket is open, before closing.</summary>
    internal static void ResetOnClose(Socket socket) => socket.LingerState = new LingerOption(enable: true, seconds: 0);

    /// <summary>Cuts the connection, so that a read or write under way ends.</summary>
    internal void Close()
    {
        // The socket first: what waits for it inside TLS ends by it, whatever TLS itself is doing.
        _socket.Dispose();
        Stream.Dispose();
    }

    /// <summary>Closes both. TLS sends no farewell (close_notify): a frame carries its length, so a cut one is known without it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync();
        await Stream.DisposeAsync();
    }
}
