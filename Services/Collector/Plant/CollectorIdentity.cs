using Microsoft.Extensions.Options;

namespace Faultline.Collector.Plant;

/// <summary>What belongs to this process and not to the plant's configuration.</summary>
internal sealed class CollectorIdentity(IOptions<PlantOptions> options)
{
    /// <summary>How many times faster than real time the plant runs.</summary>
    public double Speed => options.Value.Speed;

    /// <summary>First part of the collector's id.</summary>
    public string Name => options.Value.CollectorName;
}
