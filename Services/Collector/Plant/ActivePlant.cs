using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Collector.Plant;

/// <summary>The version that is applied; changed by one loop, read by anyone.</summary>
internal sealed class ActivePlant(CollectorIdentity identity)
{
    private Applied current = new(0, PlantConfiguration.Empty);

    /// <summary>Number of the version; 0 before the first.</summary>
    public long Version => Volatile.Read(ref current).Version;

    /// <summary>Its devices.</summary>
    public PlantConfiguration Plant => Volatile.Read(ref current).Plant;

    /// <summary>Its systems, with cycles as this plant's speed makes them; made anew, since they are asked for once a version.</summary>
    public IEnumerable<SystemDefinition> Systems() => Plant.Systems(identity.Speed);

    public void Set(StoredConfiguration configuration) => Volatile.Write(ref current, new Applied(configuration.Version.Number, configuration.Plant));

    private sealed record Applied(long Version, PlantConfiguration Plant);
}
