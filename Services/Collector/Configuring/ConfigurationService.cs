using System.Data.Common;
using Faultline.Collector.Devices;
using Faultline.Collector.Plant;
using Faultline.Contracts;
using Faultline.TimeSeries;
using Microsoft.Extensions.Options;

namespace Faultline.Collector.Configuring;

/// <summary>Follows the newest version of the plant: what was applied last at once, then what the database has, again at each hint and every few seconds.</summary>
internal sealed partial class ConfigurationService(
    IPlantVersions source, ConfigurationCache cache, DeviceFleet fleet, ActivePlant active, ConfigurationHints hints, IOptions<PlantOptions> options,
    CollectorIdentity identity, IConfiguration configuration, TimeProvider time, ILogger<ConfigurationService> logger) : BackgroundService
{
    private string? fault;
    private long refused = -1;

    /// <summary>Why the newest version is not applied, or not known; null when it is.</summary>
    public string? Fault => Volatile.Read(ref fault);

    /// <summary>Whether there is a version that is read.</summary>
    public bool IsApplied => active.Version > 0;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await fleet.StopAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Reading and starting many devices takes its time: a start must not wait for it.
        await Task.Yield();
        if (cache.Read() is { } kept && PlantConfigurationValidator.Validate(kept.Plant).Count == 0)
        {
            LogCached(kept.Version.Number);
            await fleet.ApplyAsync(kept);
        }
        // What reading it left behind would otherwise stay for hours: what follows allocates little.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        while (true)
        {
            await LookAsync(stoppingToken);
            await hints.WaitAsync(options.Value.LookInterval, time, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var newest = await source.NewestAsync(cancellationToken);
            if (newest == 0)
                await source.SeedAsync(DefaultPlant.Of(options.Value, configuration), identity.Name, cancellationToken);
            if (newest == active.Version && newest > 0)
                Volatile.Write(ref fault, null);
            else if (newest != refused && await source.ReadAsync(fleet.Documents, cancellationToken) is { } found)
                await ApplyAsync(found);
        }
        catch (Exception exception) when (exception is DbException or StorageException or TimeoutException or IOException && !cancellationToken.IsCancellationRequested)
        {
            if (Interlocked.Exchange(ref fault, exception.Message) != exception.Message)
                LogAway(active.Version, exception.Message);
        }
    }

    private async Task ApplyAsync(StoredConfiguration found)
    {
        if (PlantConfigurationValidator.Validate(found.Plant) is { Count: > 0 } faults)
        {
            refused = found.Version.Number;
            var text = string.Join(" ", faults.Take(20));
            LogFaulty(refused, text);
            Volatile.Write(ref fault, $"version {refused} has {faults.Count} faults, the first: {faults[0]}");
            return;
        }
        await fleet.ApplyAsync(found);
        Volatile.Write(ref fault, null);
        try
        {
            cache.Write(found);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotKept(exception.Message);
        }
    }
}
