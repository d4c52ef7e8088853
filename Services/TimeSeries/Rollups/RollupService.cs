using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Runs <see cref="RollupJob"/> and keeps partitions ready. Any number of processes may host it: one does the work at a time.</summary>
public sealed partial class RollupService(
    RollupJob job, PartitionKeeper partitions, IOptions<MaintenanceOptions> options, TimeProvider time, ILogger<RollupService> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        do
        {
            try
            {
                await partitions.EnsureAheadAsync(time.GetUtcNow(), options.Value.PartitionsAheadDays, stoppingToken);
                var result = await job.RunOnceAsync(stoppingToken);
                LogPass(result.Minutes, result.Hours);
            }
            catch (Exception exception) when (exception is NpgsqlException or StorageException or TimeoutException)
            {
                // The minutes stay marked; the next pass takes them up.
                LogFailed(exception.Message, options.Value.Interval);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
