using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>The newest drift report of each system.</summary>
public sealed class DriftReportStore(NpgsqlDataSource dataSource)
{
    private const string Upsert = """
        INSERT INTO drift_report (system_id, fingerprint, windows, verdicts, compared_at) VALUES ($1, $2, $3, $4::json, $5)
        ON CONFLICT (system_id) DO UPDATE SET fingerprint = excluded.fingerprint, windows = excluded.windows, verdicts = excluded.verdicts,
            compared_at = excluded.compared_at
        """;

    /// <summary>Puts a report in the place of the system's former one.</summary>
    public Task PutAsync(DriftReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Sql.Command(dataSource, Upsert, report.SystemId.Value, report.Fingerprint, report.Windows, report.Verdicts.GetRawText(), report.ComparedAt)
            .ExecuteAsync(cancellationToken);
    }

    /// <summary>The reports by system.</summary>
    public async Task<IReadOnlyList<DriftReport>> ListAsync(CancellationToken cancellationToken = default) =>
        await Sql.Command(dataSource, "SELECT system_id, fingerprint, windows, verdicts::text, compared_at FROM drift_report ORDER BY system_id").ListAsync(
            row => new DriftReport(new SystemId(row.GetString(0)), row.GetString(1), row.GetInt32(2), ModelRows.Json(row.GetString(3)), row.Time(4)), cancellationToken);
}
