using System.IO.Compression;
using System.Text.Json;
using Faultline.Contracts;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Reads a backup of <see cref="DatabaseBackup"/> into a migrated, empty database of any depth, all or nothing. Under the Timescale licence the aggregates are
/// refreshed afterwards, which takes no part in the transaction and may be repeated.
/// </summary>
public sealed partial class DatabaseRestore(TimeProvider time, ILogger<DatabaseRestore> logger)
{
    private const string Sequences = """
        SELECT format('SELECT setval(%L, coalesce((SELECT max(%I) FROM %I), 0) + 1, false)', pg_get_serial_sequence(quote_ident(c.relname), a.attname), a.attname, c.relname)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'schemaversions'
          AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL
        """;

    // The server's aggregates may have waited for a refresh, which no mark tells of: what still has readings is computed anew.
    private const string MarkAll = """
        INSERT INTO rollup_dirty (system_number, bucket) SELECT DISTINCT sensor_id / 4096, date_trunc('minute', time) FROM reading ON CONFLICT DO NOTHING
        """;

    private static readonly string[] Aggregates = ["reading_1m", "reading_1h"];

    /// <summary>Restores <paramref name="file"/>.</summary>
    /// <exception cref="StorageException">The database is not empty, or the file is damaged, of a newer version, or no backup; nothing was restored.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="NpgsqlException">The database is away or refuses.</exception>
    public async Task<BackupManifest> ReadAsync(string connectionString, string file, StorageDepth depth, CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        await using var input = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        await using var archive = OpenArchive(input, file);
        var manifest = await ReadManifestAsync(archive, file, cancellationToken);
        var settings = new NpgsqlConnectionStringBuilder(StorageConnections.InRole(connectionString, StorageRole.Migrator)) { Pooling = false, CommandTimeout = 0 };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            await RequireFitAsync(connection, manifest, cancellationToken);
            foreach (var entry in manifest.Entries)
                await RestoreEntryAsync(connection, archive, entry, depth, cancellationToken);
            foreach (var reset in await Sql.Command(connection, Sequences).ListAsync(row => row.GetString(0), cancellationToken))
                await Sql.Command(connection, reset).ExecuteAsync(cancellationToken);
            if (depth == StorageDepth.TimescaleCommunity)
                await AdoptRollupsAsync(connection, cancellationToken);
            else if (manifest.Depth == EnumText<StorageDepth>.Of(StorageDepth.TimescaleCommunity))
                await Sql.Command(connection, MarkAll).ExecuteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        if (depth == StorageDepth.TimescaleCommunity)
            await RefreshAsync(connection, cancellationToken);
        var duration = time.GetElapsedTime(started);
        LogRestored(manifest.Entries.Count, manifest.CreatedAt, file, duration);
        return manifest;
    }

    private static ZipArchive OpenArchive(Stream input, string file)
    {
        try
        {
            return new ZipArchive(input, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException exception)
        {
            throw new StorageException($"{file} is no backup, or is cut: {exception.Message}", exception);
        }
    }

    private static async Task<BackupManifest> ReadManifestAsync(ZipArchive archive, string file, CancellationToken cancellationToken)
    {
        var entry = archive.GetEntry(BackupManifest.EntryName) ?? throw new StorageException($"{file} is no backup: it has no {BackupManifest.EntryName}.");
        await using var source = await entry.OpenAsync(cancellationToken);
        try
        {
            var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(source, FaultlineJson.Options, cancellationToken);
            if (manifest?.Format != BackupManifest.CurrentFormat)
                throw new StorageException($"{file} has format {manifest?.Format}; this program reads {BackupManifest.CurrentFormat}.");
            return manifest;
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            throw new StorageException($"{file}: {BackupManifest.EntryName} is damaged: {exception.Message}", exception);
        }
    }

    private static async Task RequireFitAsync(NpgsqlConnection connection, BackupManifest manifest, CancellationToken cancellationToken)
    {
        var tables = (await BackupCatalog.ReadAsync(connection, cancellationToken)).ToDictionary(table => table.Name);
        foreach (var entry in manifest.Entries)
        {
            if (!tables.TryGetValue(entry.Table, out var table))
                throw new StorageException($"The backup ({manifest.SchemaVersion}) has the table {entry.Table}, which this version does not know.");
            if (entry.Columns.Except(table.Columns).ToArray() is [var unknown, ..])
                throw new StorageException($"The backup ({manifest.SchemaVersion}) has the column {entry.Table}.{unknown}, which this version does not know.");
        }
        foreach (var table in tables.Values.Where(table => !table.IsRollup))
        {
            var any = await Sql.Command(connection, $"SELECT 'row' FROM {BackupTable.Quote(table.Name)} LIMIT 1").FirstAsync(row => row.GetString(0), cancellationToken);
            if (any is not null)
                throw new StorageException($"The database is not empty (table {table.Name}): a backup is restored into an empty one.");
        }
    }

    private static async Task RestoreEntryAsync(
        NpgsqlConnection connection, ZipArchive archive, BackupEntry entry, StorageDepth depth, CancellationToken cancellationToken)
    {
        var isServersRollup = depth == StorageDepth.TimescaleCommunity && Aggregates.Contains(entry.Table);
        if (depth == StorageDepth.TimescaleCommunity && entry.Table == "rollup_dirty")
            return; // The aggregates are refreshed from the readings.
        if (entry.Day is { } day)
            await Sql.Command(connection, "SELECT storage_prepare_day($1)", day).ExecuteAsync(cancellationToken);
        var table = new BackupTable(entry.Table, entry.Columns);
        var target = isServersRollup ? "restored_" + entry.Table : entry.Table;
        if (isServersRollup)
            await Sql.Command(connection, $"CREATE TEMP TABLE {target} ON COMMIT DROP AS SELECT * FROM {entry.Table} WITH NO DATA").ExecuteAsync(cancellationToken);
        var packed = archive.GetEntry(entry.Entry) ?? throw new StorageException($"The backup lacks its entry {entry.Entry}.");
        await using var source = await packed.OpenAsync(cancellationToken);
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            $"COPY {BackupTable.Quote(target)} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        try
        {
            var (bytes, sha256) = await CopyHash.CopyAsync(source, copy, cancellationToken);
            if (bytes != entry.Bytes || sha256 != entry.Sha256)
                throw new StorageException($"The backup's entry {entry.Entry} is damaged: its hash is {sha256}, not {entry.Sha256}.");
        }
        catch (Exception exception) when (exception is StorageException or InvalidDataException)
        {
            await copy.CancelAsync();
            throw exception as StorageException ?? new StorageException($"The backup's entry {entry.Entry} is damaged: {exception.Message}", exception);
        }
    }

    /// <summary>Rollups older than the oldest reading can no longer be computed.</summary>
    private static async Task AdoptRollupsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var aggregate in Aggregates)
            await Sql.Command(connection, "SELECT storage_adopt_rollups($1::name)", aggregate).ExecuteAsync(cancellationToken);
    }

    private static async Task RefreshAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var oldest = await Sql.Command(connection, "SELECT date_trunc('hour', min(time), 'UTC')::text FROM reading").FirstAsync(row => row.TextOrNull(0) ?? "", cancellationToken);
        if (string.IsNullOrEmpty(oldest))
            return;
        foreach (var aggregate in Aggregates)
            await Sql.Command(connection, $"CALL refresh_continuous_aggregate('{aggregate}', '{oldest}', NULL)").ExecuteAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Backup of {Entries} entries, made at {CreatedAt}, restored from {File} in {Duration}")]
    private partial void LogRestored(int entries, DateTimeOffset createdAt, string file, TimeSpan duration);
}
