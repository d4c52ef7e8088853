namespace Faultline.Contracts;

/// <summary>All devices of a plant, as one version has them.</summary>
public sealed record PlantConfiguration(IReadOnlyList<DeviceConfiguration> Devices)
{
    /// <summary>A plant without devices.</summary>
    public static PlantConfiguration Empty { get; } = new([]);

    /// <summary>Its systems with the sensors that all their devices' tags feed; the configuration must be valid.</summary>
    /// <param name="speed">How many times faster than real time the plant runs: cycles and sample intervals are shorter by it.</param>
    /// <returns>By number; each is made when it is asked for, since those of a large plant weigh as much as its configuration.</returns>
    public IEnumerable<SystemDefinition> Systems(double speed = 1) =>
        Devices.GroupBy(device => device.System.Id).Select(group => (group.First().System, Tags: group.SelectMany(device => device.Tags)))
            .OrderBy(system => system.System.Number)
            .Select(system => new SystemDefinition(
                new SystemId(system.System.Id), system.System.Number, system.System.Name, TimeSpan.FromSeconds(system.System.CycleSeconds / speed),
                [.. system.Tags.Where(tag => tag.Modbus?.Type != TagType.String).OrderBy(tag => tag.Ordinal).Select(tag => SensorOf(tag, speed))]));

    /// <summary>The device and tag of a text id (<c>system.tag</c>); null when there is none.</summary>
    public (DeviceConfiguration Device, TagConfiguration Tag)? FindTag(string id)
    {
        foreach (var device in Devices)
        {
            foreach (var tag in device.Tags)
            {
                if (id is not null && id.Length == device.System.Id.Length + 1 + tag.Name.Length && id.StartsWith(device.System.Id, StringComparison.Ordinal)
                    && id[device.System.Id.Length] == '.' && id.EndsWith(tag.Name, StringComparison.Ordinal))
                    return (device, tag);
            }
        }
        return null;
    }

    /// <summary>The same plant with other tags at one device.</summary>
    public PlantConfiguration WithTags(string device, Func<IReadOnlyList<TagConfiguration>, IReadOnlyList<TagConfiguration>> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new PlantConfiguration([.. Devices.Select(other => other.Id == device ? other with { Tags = change(other.Tags) } : other)]);
    }

    private static SensorDefinition SensorOf(TagConfiguration tag, double speed)
    {
        var sensor = tag.ToSensor();
        return sensor with { SampleInterval = sensor.SampleInterval / speed };
    }
}
