using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Versions of the plant's configuration (ADR 10).</summary>
public sealed class ConfigurationStore(NpgsqlDataSource dataSource)
{
    /// <summary>Most versions of one page.</summary>
    public const int MaxPage = 1000;

    // Key of the advisory lock that saving holds: "FLCONFIG" in ASCII.
    private const long LockKey = 0x464C_434F_4E46_4947;

    private const string VersionColumns = "SELECT version, created_at, created_by, comment FROM configuration_version ";

    /// <summary>Number of the newest version; 0 before the first.</summary>
    public async Task<long> NewestAsync(CancellationToken cancellationToken = default)
    {
        await using var command = dataSource.CreateCommand("SELECT coalesce(max(version), 0) FROM configuration_version");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Versions, newest first.</summary>
    /// <param name="limit">Most of them, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="before">Only older ones than this; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<ConfigurationVersion>> ListAsync(int limit, long? before = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        return await Sql.Command(dataSource, VersionColumns + "WHERE $1::bigint IS NULL OR version < $1::bigint ORDER BY version DESC LIMIT $2", before, limit)
            .ListAsync(Map, cancellationToken);
    }

    /// <summary>A version, or the newest; null when there is none.</summary>
    /// <param name="number">Which; null for the newest.</param>
    /// <param name="known">Documents that the caller has, by digest: they are not read again.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="StorageException">A stored document is damaged.</exception>
    public async Task<StoredConfiguration?> ReadAsync(
        long? number = null, IReadOnlyDictionary<string, DeviceDocument>? known = null, CancellationToken cancellationToken = default)
    {
        var version = await Sql.Command(dataSource, VersionColumns + "WHERE $1::bigint IS NULL OR version = $1::bigint ORDER BY version DESC LIMIT 1", number)
            .FirstAsync(Map, cancellationToken);
        if (version is null)
            return null;
        var digests = await Sql.Command(dataSource, "SELECT encode(digest, 'hex') FROM configuration_entry WHERE version = $1 ORDER BY device_id", version.Number)
            .ListAsync(row => row.GetString(0), cancellationToken);
        var missing = digests.Where(digest => known?.ContainsKey(digest) != true).Distinct().ToArray();
        var read = (await Sql.Command(
                dataSource, "SELECT document, encode(digest, 'hex') FROM configuration_document WHERE encode(digest, 'hex') = ANY($1)", (object)missing)
            .ListAsync(row => DeviceDocument.Parse(row.GetString(0), row.GetString(1)), cancellationToken)).ToDictionary(document => document.Digest);
        return new StoredConfiguration(version, [.. digests.Select(digest => read.TryGetValue(digest, out var document) ? document : known![digest])]);
    }

    /// <summary>Saves a plant as the next version, with an audit entry; returns the version.</summary>
    /// <param name="plant">A valid configuration.</param>
    /// <param name="expected">The version that was changed; 0 for the first.</param>
    /// <param name="user">Who does it.</param>
    /// <param name="comment">What is done.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ConfigurationConflictException">There is a newer version than <paramref name="expected"/>.</exception>
    public async Task<ConfigurationVersion> SaveAsync(
        PlantConfiguration plant, long expected, string user, string comment, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plant);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Sql.Command(connection, "SELECT pg_advisory_xact_lock($1)", LockKey).ExecuteAsync(cancellationToken);
        await using var newest = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM configuration_version", connection);
        var actual = (long)(await newest.ExecuteScalarAsync(cancellationToken))!;
        if (actual != expected)
            throw ConfigurationConflictException.Of(expected, actual);
        var saved = await Sql.Command(
            connection, "INSERT INTO configuration_version (version, created_by, comment) VALUES ($1, $2, $3) RETURNING version, created_at, created_by, comment",
            expected + 1, user, comment).FirstAsync(Map, cancellationToken);
        await WriteAsync(connection, expected + 1, plant.Devices, cancellationToken);
        await AuditStore.AddAsync(connection, user, "configuration.save", $"version {expected + 1}", comment, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return saved!;
    }

    private static async Task WriteAsync(NpgsqlConnection connection, long version, IReadOnlyList<DeviceConfiguration> devices, CancellationToken cancellationToken)
    {
        var documents = devices.Select(DeviceDocument.Write).ToArray();
        await using var statements = new NpgsqlBatch(connection);
        statements.Append(
            "INSERT INTO configuration_document (digest, document) SELECT decode(d, 'hex'), t FROM unnest($1::text[], $2::text[]) AS x (d, t) ON CONFLICT DO NOTHING",
            documents.Select(document => document.Digest).ToArray(), documents.Select(document => document.Text).ToArray());
        statements.Append(
            "INSERT INTO configuration_entry (version, device_id, digest) SELECT $1, i, decode(d, 'hex') FROM unnest($2::text[], $3::text[]) AS x (i, d)",
            version, devices.Select(device => device.Id).ToArray(), documents.Select(document => document.Digest).ToArray());
        await statements.ExecuteNonQueryAsync(cancellationToken);
    }

    private static ConfigurationVersion Map(NpgsqlDataReader row) => new(row.GetInt64(0), row.Time(1), row.GetString(2), row.GetString(3));
}
