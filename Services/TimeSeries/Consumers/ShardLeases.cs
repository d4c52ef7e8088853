using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Leases by which replicas share the shards: each has one holder at most, and one that is not renewed falls free. All times are the
/// database's, so that clocks of replicas need not agree. A holder must stop when a renewal did not return the shard, and when it could not renew
/// in time.
/// </summary>
public sealed class ShardLeases(NpgsqlDataSource dataSource)
{
    private const string Acquire = """
        INSERT INTO shard_lease AS l (shard, holder, expires_at)
        SELECT shard, $2, clock_timestamp() + $3 FROM unnest($1::integer[]) AS wanted (shard) ORDER BY shard
        ON CONFLICT (shard) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
        WHERE l.holder = excluded.holder OR l.expires_at <= clock_timestamp()
        RETURNING shard
        """;

    private const string Renew = """
        UPDATE shard_lease SET expires_at = clock_timestamp() + $2 WHERE holder = $1 AND expires_at > clock_timestamp() RETURNING shard
        """;

    private const string Release = "DELETE FROM shard_lease WHERE holder = $1 AND shard = ANY ($2)";

    private const string Select = "SELECT shard, holder, expires_at FROM shard_lease WHERE expires_at > clock_timestamp() ORDER BY shard";

    /// <summary>Takes those of <paramref name="shards"/> that are free, expired or held by <paramref name="holder"/> already; returns what it holds of them.</summary>
    public async Task<IReadOnlyList<int>> AcquireAsync(
        IReadOnlyCollection<int> shards, string holder, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return await Sql.Command(dataSource, Acquire, shards.ToArray(), holder, duration).ListAsync(row => row.GetInt32(0), cancellationToken);
    }

    /// <summary>Prolongs all leases of <paramref name="holder"/> that have not expired; returns their shards. Any other shard is lost.</summary>
    public async Task<IReadOnlyList<int>> RenewAsync(string holder, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return await Sql.Command(dataSource, Renew, holder, duration).ListAsync(row => row.GetInt32(0), cancellationToken);
    }

    /// <summary>Gives shards back, so that another replica need not wait for their expiry; those held by others stay.</summary>
    public Task ReleaseAsync(string holder, IReadOnlyCollection<int> shards, CancellationToken cancellationToken = default) =>
        Sql.Command(dataSource, Release, holder, shards.ToArray()).ExecuteAsync(cancellationToken);

    /// <summary>The leases in force.</summary>
    public async Task<IReadOnlyList<ShardLease>> ListAsync(CancellationToken cancellationToken = default) =>
        await Sql.Command(dataSource, Select).ListAsync(row => new ShardLease(row.GetInt32(0), row.GetString(1), row.Time(2)), cancellationToken);
}
