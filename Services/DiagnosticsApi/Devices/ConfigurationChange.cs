using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Devices;

/// <summary>One thing that a version changed.</summary>
/// <param name="Device">The device.</param>
/// <param name="Tag">The tag; null for the device itself.</param>
/// <param name="Change">added, removed or changed.</param>
public sealed record ConfigurationChange(string Device, string? Tag, string Change)
{
    internal static IReadOnlyList<ConfigurationChange> Between(PlantConfiguration before, PlantConfiguration after)
    {
        List<ConfigurationChange> changes = [];
        var (old, now) = (before.Devices.ToDictionary(device => device.Id), after.Devices.ToDictionary(device => device.Id));
        foreach (var id in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            if (!old.TryGetValue(id, out var was))
                changes.Add(new ConfigurationChange(id, null, "added"));
            else if (!now.TryGetValue(id, out var became))
                changes.Add(new ConfigurationChange(id, null, "removed"));
            else
                AddChanges(was, became, changes);
        }
        return changes;
    }

    private static void AddChanges(DeviceConfiguration was, DeviceConfiguration became, List<ConfigurationChange> changes)
    {
        if (!Same(was, became))
            changes.Add(new ConfigurationChange(was.Id, null, "changed"));
        var (old, now) = (was.Tags.ToDictionary(tag => tag.Name), became.Tags.ToDictionary(tag => tag.Name));
        foreach (var name in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            if (!old.TryGetValue(name, out var before))
                changes.Add(new ConfigurationChange(was.Id, name, "added"));
            else if (!now.TryGetValue(name, out var after))
                changes.Add(new ConfigurationChange(was.Id, name, "removed"));
            else if (before != after)
                changes.Add(new ConfigurationChange(was.Id, name, "changed"));
        }
    }

    // Lists compare by reference: the tags are looked at one by one.
    private static bool Same(DeviceConfiguration a, DeviceConfiguration b) => a with { Tags = b.Tags } == b;
}
