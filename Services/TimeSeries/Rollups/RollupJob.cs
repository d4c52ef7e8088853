using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Keeps reading_1m and reading_1h exact, also after late readings: every minute that a writer added to is computed anew from all its readings,
/// and its hour from the hour's minutes. Under the Timescale licence the server's continuous aggregates do this, and there is nothing to do.
/// </summary>
public sealed class RollupJob(NpgsqlDataSource dataSource, StorageMetrics metrics)
{
    /// <summary>Minutes of systems taken in one transaction: 60, which is some 1.5 million readings at most; writers of these minutes wait for it.</summary>
    public const int MinutesPerTransaction = 60;

    /// <summary>
    /// How long after its first mark a minute is computed: 65 s, when it is full unless its readings come late; then it is computed once more. Computing it while it
    /// fills would read its readings again and again.
    /// </summary>
    public static readonly TimeSpan FillTime = TimeSpan.FromSeconds(65);

    /// <summary>Key of the advisory lock that lets one process run the job: "FLROLLUP" in ASCII.</summary>
    private const long LockKey = 0x464C_524F_4C4C_5550;

    /// <summary>Computes every minute that is out of date for longer than <see cref="FillTime"/>; returns at once when another process is at it.</summary>
    public Task<RollupResult> RunOnceAsync(CancellationToken cancellationToken = default) => RunOnceAsync(FillTime, cancellationToken);

    /// <summary>Computes every minute whose first mark is older than <paramref name="age"/>; zero takes all.</summary>
    public async Task<RollupResult> RunOnceAsync(TimeSpan age, CancellationToken cancellationToken = default)
    {
        var (minutes, hours) = (0, 0);
        while (true)
        {
            if (await RunGroupAsync(age, cancellationToken) is not var (groupMinutes, groupHours))
                return new RollupResult(minutes, hours, IsComplete: false);
            minutes += groupMinutes;
            hours += groupHours;
            if (groupMinutes < MinutesPerTransaction)
                return new RollupResult(minutes, hours, await IsCleanAsync(age, cancellationToken));
        }
    }

    private async Task<(int Minutes, int Hours)?> RunGroupAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var locked = await Sql.Command(connection, "SELECT pg_try_advisory_xact_lock($1)::text", LockKey).FirstAsync(row => row.GetString(0), cancellationToken);
        if (locked != "true")
            return null;
        var taken = await Sql.Command(connection, RollupStatements.Take, MinutesPerTransaction, age)
            .ListAsync(row => (System: row.GetInt32(0), Bucket: row.GetDateTime(1)), cancellationToken);
        if (taken.Count == 0)
            return (0, 0);
        var hours = taken.Select(minute => (minute.System, Bucket: minute.Bucket.Date.AddHours(minute.Bucket.Hour))).Distinct().ToList();

        await using var statements = new NpgsqlBatch(connection);
        RollupStatements.AppendMinutes(statements, DirtyRun.Join(taken));
        RollupStatements.AppendHours(statements, hours);
        await statements.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        metrics.RolledUp(taken.Count);
        return (taken.Count, hours.Count);
    }

    private async Task<bool> IsCleanAsync(TimeSpan age, CancellationToken cancellationToken) =>
        await Sql.Command(dataSource, "SELECT 'dirty' FROM rollup_dirty WHERE since <= now() - $1 LIMIT 1", age)
            .FirstAsync(row => row.GetString(0), cancellationToken) is null;
}
