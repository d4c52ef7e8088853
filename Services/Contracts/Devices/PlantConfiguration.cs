namespace Faultline.Contracts;

/// <summary>All devices of a plant, as one version has them.</summary>
public sealed record PlantConfiguration(IReadOnlyList<DeviceConfiguration> Devices)
{
    /// <summary>A plant without devices.</summary>
    public static PlantConfiguration Empty { get; } = new([]);

    /// <summary>Its systems with the sensors that all their devices' tags feed; the configuration must be valid.</summary>
    /// <param name="speed">How many times faster than real time the plant runs: cycles are shorter by it.</param>
    public IReadOnlyList<SystemDefinition> Systems(double speed = 1) =>
        [.. Devices.GroupBy(device => device.System.Id).Select(group => (group.First().System, Tags: group.SelectMany(device => device.Tags)))
            .OrderBy(system => system.System.Number)
            .Select(system => new SystemDefinition(
                new SystemId(system.System.Id), system.System.Number, system.System.Name, TimeSpan.FromSeconds(system.System.CycleSeconds / speed),
                [.. system.Tags.Where(tag => tag.Modbus?.Type != TagType.String).OrderBy(tag => tag.Ordinal).Select(tag => tag.ToSensor())]))];
}
