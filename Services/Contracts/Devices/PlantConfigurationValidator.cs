namespace Faultline.Contracts;

/// <summary>Judges a whole plant's configuration and tells every fault at once.</summary>
public static class PlantConfigurationValidator
{
    /// <summary>Most devices of a plant.</summary>
    public const int MaxDevices = 10_000;

    /// <summary>Most tags of a device.</summary>
    public const int MaxTags = SensorId.MaxOrdinal;

    /// <summary>Most different intervals of one device's tags.</summary>
    public const int MaxIntervals = 64;

    /// <summary>All faults; empty when the configuration can be applied.</summary>
    public static IReadOnlyList<ConfigurationFault> Validate(PlantConfiguration plant)
    {
        ArgumentNullException.ThrowIfNull(plant);
        List<ConfigurationFault> faults = [];
        if (plant.Devices.Count > MaxDevices)
            faults.Add(new ConfigurationFault("", null, "devices", $"{plant.Devices.Count} devices; at most {MaxDevices} are accepted."));
        foreach (var device in plant.Devices)
        {
            DeviceFaults.Find(device, faults);
            foreach (var tag in device.Tags)
                TagFaults.Find(device, tag, faults);
        }
        FindRepeatedDevices(plant, faults);
        foreach (var system in plant.Devices.GroupBy(device => device.System.Id))
            FindInSystem([.. system], faults);
        FindSharedNumbers(plant, faults);
        SharedConnectionFaults.Find(plant, faults);
        return faults;
    }

    private static void FindRepeatedDevices(PlantConfiguration plant, List<ConfigurationFault> faults)
    {
        foreach (var same in plant.Devices.GroupBy(device => device.Id).Where(group => group.Count() > 1))
            faults.Add(new ConfigurationFault(same.Key, null, "id", $"{same.Count()} devices have this id."));
    }

    private static void FindSharedNumbers(PlantConfiguration plant, List<ConfigurationFault> faults)
    {
        foreach (var number in plant.Devices.GroupBy(device => device.System.Number))
        {
            var systems = number.Select(device => device.System.Id).Distinct().ToArray();
            if (systems.Length > 1)
                faults.Add(new ConfigurationFault(number.First().Id, null, "system.number", $"{number.Key} is used by the systems {string.Join(", ", systems)}."));
        }
    }

    private static void FindInSystem(DeviceConfiguration[] devices, List<ConfigurationFault> faults)
    {
        var first = devices[0];
        foreach (var device in devices.Where(device => device.System != first.System))
            faults.Add(new ConfigurationFault(device.Id, null, "system", $"{Describe(device.System)} here, {Describe(first.System)} at device {first.Id}: one system has one number, name and cycle."));
        var tags = devices.SelectMany(device => device.Tags.Select(tag => (Device: device.Id, Tag: tag))).ToArray();
        foreach (var same in tags.GroupBy(entry => entry.Tag.Name).Where(group => group.Count() > 1))
            Repeated(same, "name", $"the system {first.System.Id} has {same.Count()} tags of this name.");
        foreach (var same in tags.GroupBy(entry => entry.Tag.Ordinal).Where(group => group.Count() > 1))
            Repeated(same, "ordinal", $"{same.Key} is used by {string.Join(", ", same.Select(entry => entry.Tag.Name))}.");

        void Repeated(IEnumerable<(string Device, TagConfiguration Tag)> same, string field, string message)
        {
            foreach (var (device, tag) in same.Skip(1))
                faults.Add(new ConfigurationFault(device, tag.Name, field, message));
        }
    }

    private static string Describe(DeviceSystem system) => $"'{system.Id}' number {system.Number} '{system.Name}' cycle {FaultList.Number(system.CycleSeconds)} s";
}
