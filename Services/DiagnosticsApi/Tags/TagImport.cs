using Faultline.Contracts;
using Faultline.DiagnosticsApi.Csv;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;

namespace Faultline.DiagnosticsApi.Tags;

/// <summary>The tags of a CSV file on their way into the plant's configuration.</summary>
internal sealed class TagImport
{
    private readonly Dictionary<(string Device, string Name), (int Line, TagConfiguration Tag)> tags = [];
    private readonly List<(int Line, string Device, string Name)> repeated = [];
    private readonly bool replace;

    public TagImport(IReadOnlyList<CsvRow> rows, bool replace)
    {
        this.replace = replace;
        foreach (var row in rows)
        {
            var (device, tag) = TagsCsv.Read(row);
            if (!tags.TryAdd((device, tag.Name), (row.Line, tag)))
                repeated.Add((row.Line, device, tag.Name));
        }
    }

    /// <summary>What is wrong with the file beside its tags: devices that are not there, lines that repeat.</summary>
    public void FindFaults(PlantConfiguration plant, RequestFaults faults)
    {
        var devices = plant.Devices.Select(device => device.Id).ToHashSet();
        foreach (var ((device, _), (line, _)) in tags.Where(entry => !devices.Contains(entry.Key.Device)))
            faults.Add($"line {line}: device", $"there is no device '{device}'.");
        foreach (var (line, device, name) in repeated)
            faults.Add($"line {line}: name", $"'{name}' of device '{device}' is on line {tags[(device, name)].Line} too.");
    }

    /// <summary>The plant with these tags.</summary>
    public PlantConfiguration Apply(PlantConfiguration plant)
    {
        var byDevice = tags.GroupBy(entry => entry.Key.Device).ToDictionary(group => group.Key, group => group.Select(entry => entry.Value.Tag).ToArray());
        return new PlantConfiguration([.. plant.Devices.Select(device => byDevice.TryGetValue(device.Id, out var imported)
            ? device with { Tags = [.. device.Tags.Where(tag => !replace && !tags.ContainsKey((device.Id, tag.Name))), .. imported] }
            : device)]);
    }

    /// <summary>Where a fault stands: the line, if the file has its tag.</summary>
    public string PlaceOf(ConfigurationFault fault) =>
        fault.Tag is not null && tags.TryGetValue((fault.Device, fault.Tag), out var found) ? $"line {found.Line}: {fault.Field}" : fault.ToString();
}
