using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Collector.Configuring;

/// <summary>The database.</summary>
internal sealed class DatabaseVersions(ConfigurationStore store) : IPlantVersions
{
    public Task<long> NewestAsync(CancellationToken cancellationToken) => store.NewestAsync(cancellationToken);

    public Task<StoredConfiguration?> ReadAsync(IReadOnlyDictionary<string, DeviceDocument> known, CancellationToken cancellationToken) =>
        store.ReadAsync(null, known, cancellationToken);

    public async Task SeedAsync(PlantConfiguration plant, string collector, CancellationToken cancellationToken)
    {
        try
        {
            await store.SaveAsync(plant, 0, collector, "Default plant of an empty database", cancellationToken);
        }
        catch (ConfigurationConflictException)
        {
            // Somebody was faster: that version counts.
            return;
        }
    }
}
