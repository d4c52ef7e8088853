using System.Diagnostics.Metrics;

namespace Faultline.Collector.Devices;

/// <summary>Exports the counts of each tag, where <c>Metrics:PerTag</c> asks for it: two series a tag are too many for a large plant. They are counted anyway.</summary>
internal sealed class TagMetrics(DeviceFleet fleet, CollectorMetrics metrics, IConfiguration configuration) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetValue("Metrics:PerTag", false))
            metrics.ObserveTags(() => Counts(totals => totals.Accepted), () => Counts(totals => totals.Rejected));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<long>> Counts(Func<(long Accepted, long Rejected), long> choose)
    {
        foreach (var loop in fleet.Loops)
        {
            for (var tag = 0; tag < loop.Device.Tags.Count; tag++)
            {
                yield return new Measurement<long>(
                    choose(loop.Pipeline.TotalsOf(tag)), new KeyValuePair<string, object?>("device", loop.Device.Id), new KeyValuePair<string, object?>("tag", loop.Device.Tags[tag].Name));
            }
        }
    }
}
