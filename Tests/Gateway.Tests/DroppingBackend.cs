using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Faultline.Gateway.Tests;

/// <summary>A service that is killed while it works: takes whole requests and resets the connection instead of an answer, a number of times; then it answers 200.</summary>
internal sealed class DroppingBackend : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<byte[]> bodies = [];
    private readonly List<Task> connections = [];
    private readonly Task serving;
    private readonly int drops;

    public DroppingBackend(int drops)
    {
        this.drops = drops;
        listener.Start();
        serving = ServeAsync();
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>The bodies of the requests that arrived, dropped ones too.</summary>
    public IReadOnlyList<byte[]> Bodies
    {
        get
        {
            lock (bodies)
                return [.. bodies];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving.WaitAsync(TimeSpan.FromSeconds(20));
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                connections.Add(AnswerAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var own = client;
        try
        {
            await AnswerAsync(client, await ReadAsync(client.GetStream()));
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // A connection that was opened for nothing, or the end.
        }
    }

    private async Task AnswerAsync(TcpClient client, byte[] body)
    {
        int number;
        lock (bodies)
        {
            bodies.Add(body);
            number = bodies.Count;
        }
        if (number <= drops)
            client.LingerState = new LingerOption(true, 0);
        else
            await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"u8.ToArray(), stop.Token);
    }

    private async Task<byte[]> ReadAsync(NetworkStream stream)
    {
        var received = new List<byte>();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var text = Encoding.Latin1.GetString([.. received]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                var length = text[..end].Split("\r\n").Where(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))
                    .Select(line => int.Parse(line[16..], CultureInfo.InvariantCulture)).SingleOrDefault();
                if (received.Count >= end + 4 + length)
                    return [.. received.Skip(end + 4)];
            }
            var read = await stream.ReadAsync(buffer, stop.Token);
            received.AddRange(read > 0 ? buffer.AsSpan(0, read) : throw new EndOfStreamException());
        }
    }
}
