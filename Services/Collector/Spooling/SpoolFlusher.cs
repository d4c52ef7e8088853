using Microsoft.Extensions.Options;

namespace Faultline.Collector.Spooling;

/// <summary>Forces the spool to the disk now and then, for the time when the database is away and nothing else does.</summary>
internal sealed partial class SpoolFlusher(Spool spool, IOptions<SpoolOptions> options, TimeProvider time, CollectorMetrics metrics, ILogger<SpoolFlusher> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.FlushInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                spool.Flush();
            }
            catch (IOException exception)
            {
                metrics.FlushFailed();
                LogFailed(exception.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The spool could not be forced to the disk: {Reason}")]
    private partial void LogFailed(string reason);
}
