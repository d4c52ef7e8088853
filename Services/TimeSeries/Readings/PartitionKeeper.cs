using System.Collections.Concurrent;
using System.Globalization;
using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Makes the day partitions of plain PostgreSQL: ahead of time, and on demand for late readings. Does nothing with hypertables.</summary>
public sealed class PartitionKeeper(NpgsqlDataSource dataSource, StorageInfo info)
{
    private readonly ConcurrentDictionary<DateOnly, bool> known = [];

    /// <summary>Makes the partitions that the readings of <paramref name="batches"/> fall into.</summary>
    public async ValueTask EnsureForAsync(IReadOnlyList<ReadingBatch> batches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        if (await info.DepthAsync(cancellationToken) != StorageDepth.PlainPostgres)
            return;
        var last = DateOnly.MinValue;
        foreach (var batch in batches)
        {
            for (var i = 0; i < batch.Readings.Count; i++)
            {
                var day = DayOf(batch.Readings[i].SourceTime);
                if (day == last)
                    continue;
                last = day;
                await EnsureDayAsync(day, cancellationToken);
            }
        }
    }

    /// <summary>Makes the partitions of the day of <paramref name="from"/> and of the <paramref name="days"/> days after it.</summary>
    public async Task EnsureAheadAsync(DateTimeOffset from, int days, CancellationToken cancellationToken = default)
    {
        if (await info.DepthAsync(cancellationToken) != StorageDepth.PlainPostgres)
            return;
        for (var i = 0; i <= days; i++)
            await EnsureDayAsync(DayOf(from).AddDays(i), cancellationToken);
    }

    /// <summary>Forgets which partitions exist; they are looked for again.</summary>
    public void Forget() => known.Clear();

    internal static string NameOf(DateOnly day) => day.ToString("'reading_p'yyyyMMdd", CultureInfo.InvariantCulture);

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    private async ValueTask EnsureDayAsync(DateOnly day, CancellationToken cancellationToken)
    {
        if (known.ContainsKey(day))
            return;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // One maker at a time; made aside and attached, because CREATE TABLE ... PARTITION OF would lock out readers and writers of all of reading.
        await Sql.Command(connection, "SELECT pg_advisory_xact_lock(hashtext('reading partition'))").ExecuteAsync(cancellationToken);
        var name = NameOf(day);
        var existing = await Sql.Command(connection, "SELECT 'yes' FROM pg_inherits WHERE inhrelid = to_regclass($1) AND inhparent = 'reading'::regclass", name)
            .FirstAsync(row => row.GetString(0), cancellationToken);
        if (existing is null)
        {
            await using var statements = new NpgsqlBatch(connection);
            statements.Append($"CREATE TABLE {name} (LIKE reading INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)");
            statements.Append($"ALTER TABLE reading ATTACH PARTITION {name} FOR VALUES FROM ('{Bound(day)}') TO ('{Bound(day.AddDays(1))}')");
            await statements.ExecuteNonQueryAsync(cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        known[day] = true;
    }

    private static string Bound(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 00:00:00+00";
}
