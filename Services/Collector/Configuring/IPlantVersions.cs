using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Collector.Configuring;

/// <summary>Where versions of the plant are kept.</summary>
internal interface IPlantVersions
{
    /// <summary>Number of the newest version; 0 before the first.</summary>
    Task<long> NewestAsync(CancellationToken cancellationToken);

    /// <summary>The newest version; null before the first.</summary>
    Task<StoredConfiguration?> ReadAsync(IReadOnlyDictionary<string, DeviceDocument> known, CancellationToken cancellationToken);

    /// <summary>Saves the first version, unless somebody was faster.</summary>
    Task SeedAsync(PlantConfiguration plant, string collector, CancellationToken cancellationToken);
}
