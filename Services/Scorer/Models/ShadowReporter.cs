using System.Data.Common;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Models;

/// <summary>Adds what was counted of shadows to the database each two seconds; while it is away, counting goes on.</summary>
internal sealed partial class ShadowReporter(ShadowComparison comparison, ShadowTallyStore store, TimeProvider clock, ILogger<ShadowReporter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var tallies = comparison.Take();
            try
            {
                await store.AddAsync(tallies, stoppingToken);
            }
            catch (Exception exception) when (exception is DbException)
            {
                comparison.Return(tallies);
                LogAway(exception.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "The shadows' counts wait for the database: {Reason}")]
    private partial void LogAway(string reason);
}
