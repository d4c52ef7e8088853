using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Rows of the table sensor.</summary>
internal static class SensorRows
{
    private const string Retire = "UPDATE sensor SET active = false WHERE system_id = $1 AND active";

    private const string Upsert = """
        INSERT INTO sensor (id, system_id, name, ordinal, title, unit, sample_interval, physical_minimum, physical_maximum, maximum_rate, frozen_after,
            limit_low_low, limit_low, limit_high, limit_high_high, limit_deadband, limit_on_delay, limit_off_delay, no_data_after)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::double precision, $11::interval, $12::double precision, $13::double precision,
            $14::double precision, $15::double precision, $16, $17, $18, $19::interval)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, unit = excluded.unit, sample_interval = excluded.sample_interval,
            physical_minimum = excluded.physical_minimum, physical_maximum = excluded.physical_maximum, maximum_rate = excluded.maximum_rate,
            frozen_after = excluded.frozen_after, limit_low_low = excluded.limit_low_low, limit_low = excluded.limit_low,
            limit_high = excluded.limit_high, limit_high_high = excluded.limit_high_high, limit_deadband = excluded.limit_deadband,
            limit_on_delay = excluded.limit_on_delay, limit_off_delay = excluded.limit_off_delay,
            no_data_after = excluded.no_data_after, active = true
        """;

    public static async Task ReplaceAsync(NpgsqlConnection connection, SystemDefinition system, CancellationToken cancellationToken)
    {
        await using var statements = new NpgsqlBatch(connection);
        // All inactive first, so that two sensors may swap names.
        statements.Append(Retire, system.Id.Value);
        foreach (var sensor in system.Sensors)
        {
            var limits = sensor.Limits;
            statements.Append(
                Upsert, system.IdOf(sensor).Value, system.Id.Value, sensor.Name, sensor.Ordinal, sensor.Title, sensor.Unit, sensor.SampleInterval,
                sensor.PhysicalMinimum, sensor.PhysicalMaximum, sensor.MaximumRate, sensor.FrozenAfter,
                limits.LowLow, limits.Low, limits.High, limits.HighHigh, limits.Deadband, limits.OnDelay, limits.OffDelay, sensor.NoDataAfter);
        }
        await statements.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads the columns name … no_data_after that start at <paramref name="first"/>.</summary>
    public static SensorDefinition Map(NpgsqlDataReader row, int first) => new(
        row.GetString(first),
        row.GetInt32(first + 1),
        row.GetString(first + 2),
        row.GetString(first + 3),
        row.GetTimeSpan(first + 4),
        row.GetDouble(first + 5),
        row.GetDouble(first + 6),
        row.DoubleOrNull(first + 7),
        row.IsDBNull(first + 8) ? null : row.GetTimeSpan(first + 8),
        new AlarmLimits(
            row.DoubleOrNull(first + 9),
            row.DoubleOrNull(first + 10),
            row.DoubleOrNull(first + 11),
            row.DoubleOrNull(first + 12),
            row.GetDouble(first + 13),
            row.GetTimeSpan(first + 14),
            row.GetTimeSpan(first + 15)))
    {
        NoDataAfter = row.IsDBNull(first + 16) ? null : row.GetTimeSpan(first + 16),
    };
}
