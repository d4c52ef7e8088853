using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Faultline.Benchmarks.Scenarios.Predict;

/// <summary>
/// One HTTP/1.1 connection that sends the same request again and again. Reads only as much of an answer as tells where it ends, so that measuring takes
/// little of the machine that is measured.
/// </summary>
internal sealed class LoadConnection(LoadRequest request) : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[64 * 1024];

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, request.Server.Port), cancellationToken);

    /// <summary>Sends the request and waits for the whole answer; returns its status.</summary>
    /// <exception cref="InvalidDataException">The connection ended, or the answer is larger than 64 kB or not HTTP/1.1.</exception>
    public async ValueTask<int> ExchangeAsync(CancellationToken cancellationToken)
    {
        for (var rest = request.Bytes; rest.Length > 0;)
            rest = rest[await socket.SendAsync(rest, SocketFlags.None, cancellationToken)..];
        var length = 0;
        while (!IsWhole(buffer.AsSpan(0, length)))
        {
            if (length == buffer.Length)
                throw new InvalidDataException("The answer is larger than expected.");
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), SocketFlags.None, cancellationToken);
            length += read > 0 ? read : throw new InvalidDataException("The server closed the connection.");
        }
        return Utf8Parser.TryParse(buffer.AsSpan(9, 3), out int status, out _) ? status : throw new InvalidDataException("The answer has no status.");
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var head = answer[..end];
        var place = head.IndexOf("\r\nContent-Length: "u8);
        if (place < 0)
            return answer[(end + 4)..].EndsWith("0\r\n\r\n"u8);
        return Utf8Parser.TryParse(head[(place + 18)..], out int length, out _) && answer.Length >= end + 4 + length;
    }
}
