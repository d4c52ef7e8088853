using System.Data.Common;
using Faultline.Collector.Plant;
using Faultline.Collector.Spooling;
using Faultline.TimeSeries;

namespace Faultline.Collector.Devices;

/// <summary>Tells the database how the devices are, for those who look; what cannot be told is told the next time.</summary>
internal sealed partial class StatusService(
    DeviceFleet fleet, ActivePlant active, Spool spool, DeviceStatusStore store, TimeProvider time, ILogger<StatusService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (active.Version > 0)
                    await store.WriteAsync([.. Statuses()], stoppingToken);
            }
            catch (Exception exception) when (exception is DbException or TimeoutException)
            {
                LogAway(exception.Message);
            }
        }
    }

    private IEnumerable<DeviceStatus> Statuses()
    {
        foreach (var device in active.Plant.Devices)
        {
            yield return fleet.Find(device.Id)?.Status(spool.Collector, active.Version)
                ?? new DeviceStatus(device.Id, spool.Collector, active.Version, DeviceState.Disabled, time.GetUtcNow(), null, null, 0, 0, 0, 0, 0, 0, []);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The status of the devices could not be told: {Reason}")]
    private partial void LogAway(string reason);
}
