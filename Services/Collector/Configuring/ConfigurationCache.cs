using System.Text.Json;
using Faultline.Collector.Spooling;
using Faultline.Contracts;
using Faultline.TimeSeries;
using Microsoft.Extensions.Options;

namespace Faultline.Collector.Configuring;

/// <summary>The version that was applied last, in a file beside the spool, for a start without the database. Replaced by renaming, so it is whole or old.</summary>
internal sealed class ConfigurationCache(IOptions<SpoolOptions> spool)
{
    private string Path => System.IO.Path.Combine(spool.Value.Folder, "configuration.json");

    /// <summary>What is there; null when nothing, or nothing readable, is.</summary>
    public StoredConfiguration? Read()
    {
        try
        {
            if (!File.Exists(Path))
                return null;
            using var file = File.OpenRead(Path);
            var kept = JsonSerializer.Deserialize<Kept>(file, FaultlineJson.Options);
            return kept is null ? null : new StoredConfiguration(kept.Version, [.. kept.Devices.Select(DeviceDocument.Of)]);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">It could not be written.</exception>
    public void Write(StoredConfiguration configuration)
    {
        Directory.CreateDirectory(spool.Value.Folder);
        using (var file = File.Create(Path + ".new"))
            JsonSerializer.Serialize(file, new Kept(configuration.Version, configuration.Plant.Devices), FaultlineJson.Options);
        File.Move(Path + ".new", Path, overwrite: true);
    }

    private sealed record Kept(ConfigurationVersion Version, IReadOnlyList<DeviceConfiguration> Devices);
}
