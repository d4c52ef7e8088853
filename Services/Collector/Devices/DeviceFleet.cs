using System.Collections.Concurrent;
using Faultline.Collector.Drivers;
using Faultline.Collector.Plant;
using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Collector.Devices;

/// <summary>All devices that are read. Applying a version starts, stops and replaces those whose document changed, and leaves the others alone.</summary>
internal sealed partial class DeviceFleet(
    IEnumerable<IDeviceDriver> drivers, PipelineFactory pipelines, ActivePlant active, TimeProvider time, CollectorMetrics metrics, ILogger<DeviceFleet> logger)
{
    private readonly ConcurrentDictionary<string, DeviceLoop> loops = [];
    private readonly Dictionary<DeviceProtocol, IDeviceDriver> drivers = drivers.ToDictionary(driver => driver.Protocol);

    /// <summary>The devices that are read.</summary>
    public ICollection<DeviceLoop> Loops => loops.Values;

    /// <summary>The documents that are applied, by digest.</summary>
    public IReadOnlyDictionary<string, DeviceDocument> Documents { get; private set; } = new Dictionary<string, DeviceDocument>();

    /// <summary>The device that is read under an id; null when none is.</summary>
    public DeviceLoop? Find(string device) => loops.GetValueOrDefault(device);

    /// <summary>The device and tag that feed a sensor of a system; null when none does.</summary>
    public (DeviceLoop Loop, int Tag)? FindTag(string system, string name)
    {
        foreach (var loop in loops.Values.Where(loop => loop.Device.System.Id == system))
        {
            for (var tag = 0; tag < loop.Device.Tags.Count; tag++)
            {
                if (loop.Device.Tags[tag].Name == name)
                    return (loop, tag);
            }
        }
        return null;
    }

    /// <summary>Applies a valid version; one caller at a time.</summary>
    public async Task ApplyAsync(StoredConfiguration configuration)
    {
        var wanted = configuration.Documents.Where(document => document.Device.Enabled).ToDictionary(document => document.Device.Id);
        var ended = loops.Values.Where(loop => !wanted.TryGetValue(loop.Device.Id, out var document) || document.Digest != loop.Document.Digest).ToArray();
        foreach (var loop in ended)
            loops.TryRemove(loop.Device.Id, out _);
        await Task.WhenAll(ended.Select(loop => loop.StopAsync(leaves: !wanted.ContainsKey(loop.Device.Id))));
        var kept = loops.Count;
        // Before the first reading of a new system: it is registered before its readings are stored.
        active.Set(configuration);
        Documents = configuration.Documents.GroupBy(document => document.Digest).ToDictionary(group => group.Key, group => group.First());
        foreach (var document in wanted.Values.Where(document => !loops.ContainsKey(document.Device.Id)))
        {
            var loop = new DeviceLoop(document, drivers[document.Device.Protocol], pipelines, time, metrics, logger);
            loops[document.Device.Id] = loop;
            loop.Start();
        }
        LogApplied(configuration.Version.Number, loops.Count - kept, ended.Length, kept);
    }

    /// <summary>Stops all.</summary>
    public Task StopAsync() => Task.WhenAll(loops.Values.Select(loop => loop.StopAsync(leaves: false)));
}
