using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>The versions of the registry.</summary>
public sealed class ModelStore(NpgsqlDataSource dataSource)
{
    /// <summary>Key of the lock under which numbers are given out: "FLMODELS" in ASCII.</summary>
    private const long LockKey = 0x464C_4D4F_4445_4C53;

    private const string Insert = $"""
        INSERT INTO model AS m (name, version, kind, fingerprint, sha256, content, components, metadata, evaluation, sample, registered_at, registered_by)
        SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7::json, $8::json, $9::json, $10, $11 FROM model WHERE name = $1
        ON CONFLICT (name, sha256) DO NOTHING
        RETURNING {ModelRows.Columns}
        """;

    /// <summary>Adds a version under the next number. The same bytes under the same name are one version: then the one that is there is returned.</summary>
    public async Task<(RegisteredModel Model, bool IsNew)> AddAsync(NewModel model, string registeredBy, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Sql.Command(connection, "SELECT pg_advisory_xact_lock($1)", LockKey).ExecuteAsync(cancellationToken);
        var added = await Sql.Command(
            connection, Insert, model.Name, EnumText<ModelKind>.Of(model.Kind), model.Fingerprint, model.Sha256, model.Content,
            model.Components.Select(EnumText<Component>.Of).ToArray(), model.Metadata.GetRawText(), model.Evaluation.GetRawText(), model.Sample.GetRawText(), at,
            registeredBy).FirstAsync(ModelRows.Map, cancellationToken);
        var known = added ?? await Sql.Command(connection, $"SELECT {ModelRows.Columns} FROM model m WHERE name = $1 AND sha256 = $2", model.Name, model.Sha256)
            .FirstAsync(ModelRows.Map, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (known!, added is not null);
    }

    /// <summary>The versions of a name, newest first; empty when there is none.</summary>
    public async Task<IReadOnlyList<RegisteredModel>> ListAsync(string name, CancellationToken cancellationToken = default) =>
        await Sql.Command(dataSource, $"SELECT {ModelRows.Columns} FROM model m WHERE name = $1 ORDER BY version DESC", name)
            .ListAsync(ModelRows.Map, cancellationToken);

    /// <summary>The names, in alphabetical order.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default) =>
        await Sql.Command(dataSource, "SELECT DISTINCT name FROM model ORDER BY name").ListAsync(row => row.GetString(0), cancellationToken);

    /// <summary>One version; null when there is none.</summary>
    public Task<RegisteredModel?> FindAsync(string name, int version, CancellationToken cancellationToken = default) =>
        Sql.Command(dataSource, $"SELECT {ModelRows.Columns} FROM model m WHERE name = $1 AND version = $2", name, version)
            .FirstAsync(ModelRows.Map, cancellationToken);

    /// <summary>Bytes and sample of a version.</summary>
    /// <exception cref="StorageException">There is no such version.</exception>
    public async Task<ModelContent> ContentAsync(int id, CancellationToken cancellationToken = default) =>
        await Sql.Command(dataSource, "SELECT content, sample::text FROM model WHERE id = $1", id)
            .FirstAsync(row => new ModelContent(row.GetFieldValue<byte[]>(0), ModelRows.Json(row.GetString(1))), cancellationToken)
        ?? throw new StorageException($"There is no model {id}.");
}
