using System.Data.Common;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Models;

/// <summary>Puts the newest drift reports into the database each five seconds; one that it misses is followed by a newer one.</summary>
internal sealed partial class DriftReporter(DriftWatch watch, DriftReportStore store, TimeProvider clock, ILogger<DriftReporter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var report in watch.Take())
                    await store.PutAsync(report, stoppingToken);
            }
            catch (DbException exception)
            {
                LogAway(exception.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "Drift reports wait for the database: {Reason}")]
    private partial void LogAway(string reason);
}
