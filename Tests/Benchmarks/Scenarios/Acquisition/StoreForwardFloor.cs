using Npgsql;
using NpgsqlTypes;

namespace Faultline.Benchmarks.Scenarios.Acquisition;

/// <summary>The plainest way to put as many rows into the same server: one binary COPY into a bare table, no index, no numbers, no disk before it.</summary>
internal static class StoreForwardFloor
{
    private const int Rows = 1_000_000;

    public static async Task<Dictionary<string, double>> MeasureAsync(NpgsqlDataSource source, long readings, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using (var create = new NpgsqlCommand("CREATE TEMP TABLE bare (time timestamptz, sensor_id integer, value double precision, quality smallint)", connection))
            await create.ExecuteNonQueryAsync(cancellationToken);
        var (began, now) = (TimeProvider.System.GetTimestamp(), TimeProvider.System.GetUtcNow().UtcDateTime);
        await using (var copy = await connection.BeginBinaryImportAsync("COPY bare FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            for (var i = 0; i < Rows; i++)
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(now, NpgsqlDbType.TimestampTz, cancellationToken);
                await copy.WriteAsync(i, NpgsqlDbType.Integer, cancellationToken);
                await copy.WriteAsync((double)i, NpgsqlDbType.Double, cancellationToken);
                await copy.WriteAsync((short)0, NpgsqlDbType.Smallint, cancellationToken);
            }
            await copy.CompleteAsync(cancellationToken);
        }
        var perSecond = Rows / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        return new Dictionary<string, double> { ["bare_copy_rows_per_s"] = perSecond, ["bare_copy_of_all_readings_s"] = readings / perSecond };
    }
}
