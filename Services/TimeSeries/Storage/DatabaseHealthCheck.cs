using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Asks the database for its schema and says why that failed; healthy with depth and versions as data.</summary>
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
            return HealthCheckResult.Healthy($"PostgreSQL {status.ServerVersion}, {EnumText<StorageDepth>.Of(status.Depth)}.", new Dictionary<string, object>
            {
                ["depth"] = EnumText<StorageDepth>.Of(status.Depth),
                ["server_version"] = status.ServerVersion,
                ["extension_version"] = status.ExtensionVersion ?? "none",
                ["schema_version"] = status.SchemaVersion,
            });
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
