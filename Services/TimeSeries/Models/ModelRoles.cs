using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Who has which role, and how that came about.</summary>
public sealed class ModelRoles(NpgsqlDataSource dataSource)
{
    /// <summary>Most changes that one call returns.</summary>
    public const int MaxHistory = 1000;

    private const string Current = $"""
        SELECT r.role, r.component, {ModelRows.Columns}, (SELECT coalesce(max(id), 0) FROM model_change)
        FROM model_role r JOIN model m ON m.id = r.model_id ORDER BY r.role, r.component
        """;

    private const string History = """
        SELECT c.id, c.at, c.made_by, c.action, c.role, c.component, f.name || '/' || f.version, t.name || '/' || t.version, c.reason
        FROM model_change c LEFT JOIN model f ON f.id = c.from_model LEFT JOIN model t ON t.id = c.to_model
        ORDER BY c.id DESC LIMIT $1
        """;

    // The promotion that brought the present model tells who was before; the rollbacks in between do not count, so that rolling back twice goes two steps back.
    private const string Former = """
        SELECT c.from_model FROM model_role r JOIN model_change c
          ON c.role = r.role AND c.component = r.component AND c.to_model = r.model_id AND c.action = 'promote'
        WHERE r.role = 'active' AND r.component = $1 ORDER BY c.id DESC LIMIT 1
        """;

    /// <summary>Number of the newest change; 0 before the first.</summary>
    public async Task<long> RevisionAsync(CancellationToken cancellationToken = default)
    {
        await using var command = Sql.Command(dataSource, "SELECT coalesce(max(id), 0) FROM model_change");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>All roles, of one moment.</summary>
    public async Task<ModelAssignments> CurrentAsync(CancellationToken cancellationToken = default)
    {
        var rows = await Sql.Command(dataSource, Current).ListAsync(
            row => (Item: new ModelAssignment(EnumText<ModelRole>.Parse(row.GetString(0)), EnumText<Component>.Parse(row.GetString(1)), ModelRows.Map(row, 2)),
                Revision: row.GetInt64(2 + ModelRows.Count)),
            cancellationToken);
        return new ModelAssignments(rows.Count == 0 ? 0 : rows[0].Revision, [.. rows.Select(row => row.Item)]);
    }

    /// <summary>The changes, newest first.</summary>
    public async Task<IReadOnlyList<ModelChange>> HistoryAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxHistory);
        return await Sql.Command(dataSource, History, limit).ListAsync(
            row => new ModelChange(
                row.GetInt64(0), row.Time(1), row.GetString(2), EnumText<ModelAction>.Parse(row.GetString(3)), EnumText<ModelRole>.Parse(row.GetString(4)),
                EnumText<Component>.Parse(row.GetString(5)), row.TextOrNull(6), row.TextOrNull(7), row.GetString(8)),
            cancellationToken);
    }

    /// <summary>Gives a model a role for some components, all or none of them.</summary>
    public Task PromoteAsync(RegisteredModel model, ModelRole role, IReadOnlyList<Component> components, ModelOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ChangeAsync(ModelAction.Promote, role, components, order, (_, _) => Task.FromResult<int?>(model.Id), cancellationToken);
    }

    /// <summary>Gives the active role of some components back to who had it before the present model was promoted, all or none of them.</summary>
    /// <exception cref="StorageException">Nobody had it before; the component is named.</exception>
    public Task RollBackAsync(IReadOnlyList<Component> components, ModelOrder order, CancellationToken cancellationToken = default) =>
        ChangeAsync(ModelAction.RollBack, ModelRole.Active, components, order, async (connection, component) =>
        {
            await using var command = Sql.Command(connection, Former, EnumText<Component>.Of(component));
            return await command.ExecuteScalarAsync(cancellationToken) is int former ? former
                : throw new StorageException($"The {EnumText<Component>.Of(component)} has had no other model before: there is nothing to roll back to.");
        }, cancellationToken);

    /// <summary>Takes the shadow role of some components away.</summary>
    public Task WithdrawAsync(IReadOnlyList<Component> components, ModelOrder order, CancellationToken cancellationToken = default) =>
        ChangeAsync(ModelAction.Withdraw, ModelRole.Shadow, components, order, (_, _) => Task.FromResult<int?>(null), cancellationToken);

    private async Task ChangeAsync(
        ModelAction action, ModelRole role, IReadOnlyList<Component> components, ModelOrder order, Func<NpgsqlConnection, Component, Task<int?>> target,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(components);
        ArgumentNullException.ThrowIfNull(order);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // One change after the other; readers are not held up.
        await Sql.Command(connection, "LOCK TABLE model_role IN SHARE ROW EXCLUSIVE MODE").ExecuteAsync(cancellationToken);
        foreach (var component in components)
            await WriteAsync(connection, action, role, component, await target(connection, component), order, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection, ModelAction action, ModelRole role, Component component, int? to, ModelOrder order, CancellationToken cancellationToken)
    {
        var (roleText, componentText) = (EnumText<ModelRole>.Of(role), EnumText<Component>.Of(component));
        await using var batch = new NpgsqlBatch(connection);
        batch.Append(
            """
            INSERT INTO model_change (at, made_by, action, role, component, from_model, to_model, reason)
            VALUES ($1, $2, $3, $4, $5, (SELECT model_id FROM model_role WHERE role = $4 AND component = $5), $6::integer, $7)
            """,
            order.At, order.MadeBy, EnumText<ModelAction>.Of(action), roleText, componentText, to, order.Reason);
        if (to is null)
            batch.Append("DELETE FROM model_role WHERE role = $1 AND component = $2", roleText, componentText);
        else
            batch.Append(
                "INSERT INTO model_role (role, component, model_id) VALUES ($1, $2, $3) ON CONFLICT (role, component) DO UPDATE SET model_id = excluded.model_id",
                roleText, componentText, to);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
