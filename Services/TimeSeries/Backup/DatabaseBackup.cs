using System.Data;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Faultline.Contracts;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Writes all tables, as of one moment, into one file: a ZIP archive of binary COPY data with a manifest. Needs no program of PostgreSQL. Services may write
/// meanwhile; retention waits.
/// </summary>
public sealed partial class DatabaseBackup(TimeProvider time, ILogger<DatabaseBackup> logger)
{
    /// <summary>Writes the backup; the file appears under its name only when it is whole.</summary>
    /// <exception cref="StorageException">The database has no schema.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="NpgsqlException">The database is away or refuses.</exception>
    public async Task<BackupManifest> WriteAsync(string connectionString, string file, CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        var unfinished = file + ".unfinished";
        try
        {
            var manifest = await WriteArchiveAsync(connectionString, unfinished, cancellationToken);
            File.Move(unfinished, file, overwrite: true);
            var bytes = manifest.Entries.Sum(entry => entry.Bytes);
            var duration = time.GetElapsedTime(started);
            LogWritten(manifest.Entries.Count, bytes, file, duration);
            return manifest;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static async Task<BackupManifest> WriteArchiveAsync(string connectionString, string file, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(StorageConnections.InRole(connectionString, StorageRole.Migrator)) { Pooling = false, CommandTimeout = 0 };
        await using var source = NpgsqlDataSource.Create(settings);
        var status = await new StorageInfo(source).ReadAsync(cancellationToken);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        // Also of its partitions and chunks: none is dropped before it was copied.
        await Sql.Command(connection, "LOCK TABLE reading IN ACCESS SHARE MODE").ExecuteAsync(cancellationToken);
        var createdAt = await Sql.Command(connection, "SELECT now()::text, now()").ListAsync(row => row.Time(1), cancellationToken);

        await using var output = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None);
        await using var archive = new ZipArchive(output, ZipArchiveMode.Create);
        List<BackupEntry> entries = [];
        foreach (var table in await BackupCatalog.ReadAsync(connection, cancellationToken))
        {
            foreach (var day in await DaysAsync(connection, table, cancellationToken))
                entries.Add(await WriteEntryAsync(connection, archive, table, day, cancellationToken));
        }
        var manifest = new BackupManifest(
            BackupManifest.CurrentFormat, createdAt[0], EnumText<StorageDepth>.Of(status.Depth), status.ServerVersion, status.SchemaVersion, entries);
        await using (var target = await archive.CreateEntry(BackupManifest.EntryName).OpenAsync(cancellationToken))
            await JsonSerializer.SerializeAsync(target, manifest, FaultlineJson.Options, cancellationToken);
        return manifest;
    }

    private static async Task<IReadOnlyList<DateOnly?>> DaysAsync(NpgsqlConnection connection, BackupTable table, CancellationToken cancellationToken) =>
        table.Name == BackupTable.Reading
            ? await Sql.Command(connection, "SELECT day FROM storage_days() AS day").ListAsync(row => (DateOnly?)row.GetFieldValue<DateOnly>(0), cancellationToken)
            : [null];

    private static async Task<BackupEntry> WriteEntryAsync(
        NpgsqlConnection connection, ZipArchive archive, BackupTable table, DateOnly? day, CancellationToken cancellationToken)
    {
        var name = day is { } its ? string.Create(CultureInfo.InvariantCulture, $"tables/{table.Name}/{its:yyyy-MM-dd}.copy") : $"tables/{table.Name}.copy";
        var rows = day is { } start
            ? string.Create(CultureInfo.InvariantCulture, $" WHERE time >= '{start:yyyy-MM-dd} 00:00:00+00' AND time < '{start.AddDays(1):yyyy-MM-dd} 00:00:00+00'")
            : "";
        await using var target = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            $"COPY (SELECT {table.ColumnList} FROM {BackupTable.Quote(table.Name)}{rows}) TO STDOUT (FORMAT BINARY)", cancellationToken);
        var (bytes, sha256) = await CopyHash.CopyAsync(copy, target, cancellationToken);
        return new BackupEntry(name, table.Name, day, table.Columns, bytes, sha256);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Backup of {Entries} entries, {Bytes} bytes before compression, written to {File} in {Duration}")]
    private partial void LogWritten(int entries, long bytes, string file, TimeSpan duration);
}
