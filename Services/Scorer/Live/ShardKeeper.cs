using System.Data.Common;
using Faultline.Contracts;
using Faultline.TimeSeries;
using Microsoft.Extensions.Options;

namespace Faultline.Scorer.Live;

/// <summary>
/// Holds the leases of this replica: takes every shard that is free and renews. While the database is away the shards are kept, for nobody else can
/// take them, and nothing that this replica finds can be stored; the first renewal afterwards tells which are lost.
/// </summary>
internal sealed partial class ShardKeeper(ShardLeases leases, IOptions<LiveOptions> options, TimeProvider clock, ILogger<ShardKeeper> logger)
{
    private static readonly int[] AllShards = [.. Enumerable.Range(0, SystemId.ShardCount)];
    private HashSet<int> held = [];

    /// <summary>Name of this replica: host, process and a random part, so that a restarted one is another.</summary>
    public string Holder { get; } = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";

    /// <summary>Between two renewals.</summary>
    public TimeSpan RenewInterval => options.Value.Lease / 3;

    public bool Holds(SystemId system) => Volatile.Read(ref held).Contains(system.Shard);

    /// <summary>Renews and takes what is free.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        var before = held;
        HashSet<int> now = [.. await leases.AcquireAsync(AllShards, Holder, options.Value.Lease, cancellationToken)];
        Volatile.Write(ref held, now);
        if (!now.SetEquals(before))
            LogShards(now.Count, SystemId.ShardCount);
    }

    /// <summary>Gives the shards back, so that another replica takes over at once.</summary>
    public async Task ReleaseAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
        try
        {
            await leases.ReleaseAsync(Holder, held, patience.Token);
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException)
        {
            LogNotReleased(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "This replica holds {Count} of {All} shards.")]
    private partial void LogShards(int count, int all);

    [LoggerMessage(LogLevel.Warning, "The shards could not be given back and fall free by themselves: {Reason}")]
    private partial void LogNotReleased(string reason);
}
