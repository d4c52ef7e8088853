using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Runs <see cref="RetentionJob"/> and measures disk use. Any number of processes may host it: one drops at a time, each measures.</summary>
public sealed partial class UpkeepService(
    RetentionJob retention, StorageInfo info, StorageMetrics metrics, IOptions<MaintenanceOptions> options, TimeProvider time, ILogger<UpkeepService> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.UpkeepInterval, time);
        do
        {
            try
            {
                metrics.Observe(await info.ReadAsync(stoppingToken), await info.SizesAsync(stoppingToken));
                var (days, rows) = await retention.RunOnceAsync(stoppingToken);
                if (days > 0 || rows > 0)
                    LogExpired(days, rows);
            }
            catch (Exception exception) when (exception is NpgsqlException or StorageException or TimeoutException)
            {
                LogFailed(exception.Message, options.Value.UpkeepInterval);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
