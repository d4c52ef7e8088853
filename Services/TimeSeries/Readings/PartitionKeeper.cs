using System.Collections.Concurrent;
using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Has the partitions (plain PostgreSQL) or chunks (TimescaleDB) of days made ahead of time, and the partitions of late readings on demand; TimescaleDB
/// makes the chunks of late readings by itself.
/// </summary>
public sealed class PartitionKeeper(NpgsqlDataSource dataSource, StorageInfo info)
{
    private readonly ConcurrentDictionary<DateOnly, bool> known = [];

    /// <summary>Makes the partitions that the readings of <paramref name="batches"/> fall into.</summary>
    public async ValueTask EnsureForAsync(IReadOnlyList<ReadingBatch> batches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        if (await info.DepthAsync(cancellationToken) != StorageDepth.PlainPostgres)
            return;
        var (first, past) = (0L, 0L);
        foreach (var batch in batches)
        {
            for (var i = 0; i < batch.Readings.Count; i++)
            {
                var ticks = batch.Readings[i].SourceTime.UtcTicks;
                if (ticks >= first && ticks < past)
                    continue; // The same day as the one before, as nearly always.
                first = ticks - (ticks % TimeSpan.TicksPerDay);
                past = first + TimeSpan.TicksPerDay;
                await EnsureDayAsync(DateOnly.FromDateTime(new DateTime(first)), cancellationToken);
            }
        }
    }

    /// <summary>Makes the partitions or chunks of the day of <paramref name="from"/> and of the <paramref name="days"/> days after it.</summary>
    public async Task EnsureAheadAsync(DateTimeOffset from, int days, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i <= days; i++)
            await EnsureDayAsync(DateOnly.FromDateTime(from.UtcDateTime).AddDays(i), cancellationToken);
    }

    /// <summary>Forgets which partitions exist; they are looked for again.</summary>
    public void Forget() => known.Clear();

    private async ValueTask EnsureDayAsync(DateOnly day, CancellationToken cancellationToken)
    {
        if (known.ContainsKey(day))
            return;
        await Sql.Command(dataSource, "SELECT storage_prepare_day($1)", day).ExecuteAsync(cancellationToken);
        known[day] = true;
    }
}
