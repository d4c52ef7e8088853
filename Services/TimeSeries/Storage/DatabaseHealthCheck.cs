using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Asks the database for its schema and says why that failed; healthy with depth, versions and licence as data, degraded where it refuses writes.
/// </summary>
public sealed class DatabaseHealthCheck(StorageInfo info, TimeProvider time) : IHealthCheck
{
    /// <summary>How long an answer may take: 3 s, well below the period at which orchestrators ask (10 s).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var status = await info.ReadAsync(linked.Token).WaitAsync(linked.Token);
            var data = new Dictionary<string, object>
            {
                ["depth"] = EnumText<StorageDepth>.Of(status.Depth),
                ["server_version"] = status.ServerVersion,
                ["extension_version"] = status.ExtensionVersion ?? "none",
                ["licence"] = status.Licence ?? "none",
                ["schema_version"] = status.SchemaVersion,
                ["read_only"] = status.IsReadOnly,
            };
            // A service of a new version before its migration: the old version's pods serve until then.
            if (status.Outstanding.Count > 0)
                return HealthCheckResult.Unhealthy($"The schema lacks {string.Join(", ", status.Outstanding)}: Schema of this version has not run to its end.", data: data);
            return status.IsReadOnly
                ? HealthCheckResult.Degraded("The database is read-only: it answers, and refuses writes until that is over.", data: data)
                : HealthCheckResult.Healthy($"PostgreSQL {status.ServerVersion}, {EnumText<StorageDepth>.Of(status.Depth)}.", data);
        }
        catch (StorageException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
        catch (NpgsqlException exception)
        {
            return HealthCheckResult.Unhealthy($"The database does not answer: {(exception.InnerException ?? exception).Message}");
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"The database did not answer within {Patience.TotalSeconds:0} s.");
        }
    }
}
