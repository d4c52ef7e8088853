using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace Faultline.Benchmarks.Scenarios.Predict;

/// <summary>Many connections that stay open and send the same request: at a fixed rate, or as fast as they are answered.</summary>
internal sealed class HttpLoad : IDisposable
{
    // The runtime compiles a method anew after some thousand calls, and once more with what it has learned by then.
    private const int WarmUpRequests = 30_000;
    private const int WarmUpRounds = 6;
    private static readonly TimeSpan WarmUpRound = TimeSpan.FromSeconds(5);

    private readonly LoadConnection[] connections;

    private HttpLoad(LoadConnection[] connections) => this.connections = connections;

    /// <summary>Opens the connections, a few at a time: a listener's backlog is shorter than their number.</summary>
    public static async Task<HttpLoad> OpenAsync(LoadRequest request, int count, CancellationToken cancellationToken)
    {
        var load = new HttpLoad([.. Enumerable.Range(0, count).Select(_ => new LoadConnection(request))]);
        await Parallel.ForEachAsync(
            load.connections, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = cancellationToken }, (connection, token) => connection.ConnectAsync(token));
        return load;
    }

    /// <summary>
    /// Each connection has its turn once a round; a round takes as long as the rate says. A request that is due while the former one is not answered waits, and its
    /// waiting counts (otherwise a stall would hide itself).
    /// </summary>
    public async Task<LoadResult> OfferAsync(double requestsPerSecond, TimeSpan duration, CancellationToken cancellationToken)
    {
        var times = new ConcurrentBag<double>();
        var failures = 0;
        var due = Array.ConvertAll(connections, _ => Channel.CreateUnbounded<long>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true }));
        var workers = connections.Select((connection, i) => Task.Run(async () =>
        {
            await foreach (var at in due[i].Reader.ReadAllAsync(cancellationToken))
            {
                if (await TryAsync(connection, cancellationToken))
                    times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                else
                    Interlocked.Increment(ref failures);
            }
        }, cancellationToken)).ToArray();
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var sent = 0L; await timer.WaitForNextTickAsync(cancellationToken) && Stopwatch.GetElapsedTime(start) < duration;)
        {
            for (; sent / requestsPerSecond <= Stopwatch.GetElapsedTime(start).TotalSeconds; sent++)
                due[sent % due.Length].Writer.TryWrite(start + (long)(sent / requestsPerSecond * Stopwatch.Frequency));
        }
        foreach (var channel in due)
            channel.Writer.Complete();
        await Task.WhenAll(workers);
        return new LoadResult(times, Stopwatch.GetElapsedTime(start), failures);
    }

    /// <summary>Sends as fast as is answered until the servers run the code that they would run for the rest of a day; on a busy machine 5 s do not suffice for that.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        var answered = 0;
        for (var round = 0; round < WarmUpRounds && answered < WarmUpRequests; round++)
            answered += (await SaturateAsync(WarmUpRound, cancellationToken)).Milliseconds.Count;
    }

    /// <summary>Every connection sends again as soon as it is answered.</summary>
    public async Task<LoadResult> SaturateAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var times = new ConcurrentBag<double>();
        var failures = 0;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(connections.Select(connection => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                var sent = Stopwatch.GetTimestamp();
                if (await TryAsync(connection, cancellationToken))
                {
                    times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                    continue;
                }
                Interlocked.Increment(ref failures);
                return;
            }
        }, cancellationToken)));
        return new LoadResult(times, Stopwatch.GetElapsedTime(start), failures);
    }

    public void Dispose()
    {
        foreach (var connection in connections)
            connection.Dispose();
    }

    private static async ValueTask<bool> TryAsync(LoadConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.ExchangeAsync(cancellationToken) == 200;
        }
        catch (Exception exception) when (exception is InvalidDataException or System.Net.Sockets.SocketException)
        {
            return false;
        }
    }
}
