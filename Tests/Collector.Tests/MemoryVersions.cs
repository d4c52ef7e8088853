using Faultline.Collector.Configuring;
using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Collector.Tests;

/// <summary>Versions of a plant in memory, that can be away.</summary>
internal sealed class MemoryVersions : IPlantVersions
{
    private readonly TaskCompletionSource seeded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile StoredConfiguration? newest;

    /// <summary>Thrown by every call while it is set.</summary>
    public Exception? Away { get; set; }

    public Task<long> NewestAsync(CancellationToken cancellationToken) => Away is { } reason ? throw reason : Task.FromResult(newest?.Version.Number ?? 0);

    public Task<StoredConfiguration?> ReadAsync(IReadOnlyDictionary<string, DeviceDocument> known, CancellationToken cancellationToken) =>
        Away is { } reason ? throw reason : Task.FromResult(newest);

    public Task SeedAsync(PlantConfiguration plant, string collector, CancellationToken cancellationToken)
    {
        Set(plant, collector);
        seeded.TrySetResult();
        return Task.CompletedTask;
    }

    /// <summary>Makes the next version, once there is a first.</summary>
    public async Task ChangeAsync(Func<PlantConfiguration, PlantConfiguration> change)
    {
        await seeded.Task.WaitAsync(Signal.Patience);
        Set(change(newest!.Plant), "a test");
    }

    private void Set(PlantConfiguration plant, string user) => newest = new StoredConfiguration(
        new ConfigurationVersion((newest?.Version.Number ?? 0) + 1, Validation.Start, user, ""), [.. plant.Devices.Select(DeviceDocument.Of)]);
}
