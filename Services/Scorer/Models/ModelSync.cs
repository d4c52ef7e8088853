using System.Data.Common;
using System.Threading.Channels;
using Faultline.Contracts;
using Faultline.TimeSeries;
using StackExchange.Redis;

namespace Faultline.Scorer.Models;

/// <summary>Keeps the set in service at the registry's newest revision: asks each half second, and at once when Redis tells of a change.</summary>
internal sealed partial class ModelSync(
    ModelHost host, ModelStore store, ModelRoles roles, ReleaseModel release, IConnectionMultiplexer redis, ScorerMetrics metrics, TimeProvider clock,
    ILogger<ModelSync> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    // One hint is as good as many.
    private readonly Channel<bool> hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim gate = new(1);
    private string? trouble;
    private long refused;

    /// <summary>Why the newest revision is not in service; null when it is.</summary>
    public string? Trouble => Volatile.Read(ref trouble);

    /// <summary>Brings the set up to date now.</summary>
    /// <exception cref="ModelRejectedException">A model that has a role cannot be used; the set in service stays.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var before = host.Current;
            if (await roles.RevisionAsync(cancellationToken) == before.Revision)
                return;
            var next = await ModelSetLoader.LoadAsync(store, await roles.CurrentAsync(cancellationToken), before, cancellationToken);
            host.Replace(next);
            metrics.ModelSwaps.Add(1);
            LogSwapped(next.Revision, next.Version);
        }
        finally
        {
            gate.Release();
        }
    }

    public override void Dispose()
    {
        gate.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await Task.WhenAll(FollowAsync(stoppingToken), ListenAsync(stoppingToken), TickAsync(stoppingToken));

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        var isRegistered = false;
        await foreach (var _ in hints.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                if (!isRegistered)
                    await release.RegisterAsync(store, roles, clock.GetUtcNow(), stoppingToken);
                isRegistered = true;
                await RefreshAsync(stoppingToken);
                Volatile.Write(ref trouble, null);
            }
            catch (ModelRejectedException exception)
            {
                await NoteRefusedAsync(exception.Message, stoppingToken);
            }
            catch (Exception exception) when (exception is DbException or StorageException)
            {
                Note($"The registry does not answer: {exception.Message}");
            }
        }
    }

    // Told once a revision: it is tried again each half second, since a colleague may mend it by a rollback.
    private async Task NoteRefusedAsync(string reason, CancellationToken stoppingToken)
    {
        Volatile.Write(ref trouble, reason);
        var revision = await roles.RevisionAsync(stoppingToken);
        if (refused == revision)
            return;
        refused = revision;
        LogRefused(revision, reason);
    }

    private void Note(string reason)
    {
        if (Interlocked.Exchange(ref trouble, reason) is null)
            LogAway(reason);
    }

    private async Task TickAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
            hints.Writer.TryWrite(true);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                var queue = await redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal(Channels.Models));
                await foreach (var _ in queue.WithCancellation(stoppingToken))
                    hints.Writer.TryWrite(true);
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                LogNoRedis(exception.Message);
            }
            await Task.Delay(RetryInterval, clock, stoppingToken);
        }
    }
}
