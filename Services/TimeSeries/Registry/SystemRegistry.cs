using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>The systems of the plant and their sensors, as their collectors registered them.</summary>
public sealed class SystemRegistry(NpgsqlDataSource dataSource)
{
    private const string UpsertSystem = """
        INSERT INTO system AS s (id, number, name, cycle_seconds) VALUES ($1, $2, $3, $4)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, cycle_seconds = excluded.cycle_seconds, registered_at = now()
        WHERE s.number = excluded.number
        RETURNING id
        """;

    private const string Select = """
        SELECT s.id, s.number, s.name, s.cycle_seconds, e.name, e.ordinal, e.title, e.unit, e.sample_interval, e.physical_minimum, e.physical_maximum,
               e.maximum_rate, e.frozen_after, e.limit_low_low, e.limit_low, e.limit_high, e.limit_high_high, e.limit_deadband,
               e.limit_on_delay, e.limit_off_delay, e.no_data_after
        FROM system s LEFT JOIN sensor e ON e.system_id = s.id AND e.active
        WHERE $1::text IS NULL OR s.id = $1::text
        ORDER BY s.number, e.ordinal
        """;

    /// <summary>Adds the system or brings it up to date; sensors that it no longer names become inactive and keep their readings.</summary>
    /// <exception cref="StorageException">The id has another number, or the number another id: sensor keys would clash.</exception>
    public async Task RegisterAsync(SystemDefinition system, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(system);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            _ = await Sql.Command(connection, UpsertSystem, system.Id.Value, system.Number, system.Name, system.CycleDuration.TotalSeconds)
                .FirstAsync(row => row.GetString(0), cancellationToken)
                ?? throw new StorageException($"System {system.Id} is registered with another number than {system.Number}.");
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new StorageException($"Number {system.Number} of system {system.Id} belongs to another system.", exception);
        }
        await SensorRows.ReplaceAsync(connection, system, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>All systems with their active sensors, ordered by number.</summary>
    public Task<IReadOnlyList<SystemDefinition>> ListAsync(CancellationToken cancellationToken = default) => ReadAsync(null, cancellationToken);

    /// <summary>One system with its active sensors; null when it is not registered.</summary>
    public async Task<SystemDefinition?> FindAsync(SystemId id, CancellationToken cancellationToken = default) =>
        (await ReadAsync(id, cancellationToken)) is [var system] ? system : null;

    private async Task<IReadOnlyList<SystemDefinition>> ReadAsync(SystemId? id, CancellationToken cancellationToken)
    {
        var rows = await Sql.Command(dataSource, Select, id?.Value).ListAsync(
            row => (System: (Id: row.GetString(0), Number: row.GetInt32(1), Name: row.GetString(2), Cycle: row.GetDouble(3)),
                Sensor: row.IsDBNull(4) ? null : SensorRows.Map(row, 4)),
            cancellationToken);
        return [.. rows.GroupBy(row => row.System).Select(group => new SystemDefinition(
            new SystemId(group.Key.Id), group.Key.Number, group.Key.Name, TimeSpan.FromSeconds(group.Key.Cycle),
            [.. group.Select(row => row.Sensor).OfType<SensorDefinition>()]))];
    }
}
