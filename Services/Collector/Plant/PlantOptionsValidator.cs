using Faultline.Contracts;
using Microsoft.Extensions.Options;

namespace Faultline.Collector.Plant;

/// <summary>Reports every fault of the plant at once and names the system.</summary>
internal sealed class PlantOptionsValidator(IConfiguration configuration) : IValidateOptions<PlantOptions>
{
    private const int LongestName = 48;

    public ValidateOptionsResult Validate(string? name, PlantOptions options)
    {
        List<string> faults = [];
        if (options.Speed is not (>= 0.01 and <= 1000))
            faults.Add($"Plant:Speed is {options.Speed}; 0.01 to 1000 are accepted.");
        if (!SystemId.IsValid(options.CollectorName) || options.CollectorName.Length > LongestName)
            faults.Add($"Plant:CollectorName '{options.CollectorName}' is not 1 to {LongestName} characters of a-z, 0-9, '-' and '_'.");

        var systems = PlantCatalogue.WithDefaults(options);
        foreach (var (system, index) in systems.Select((system, index) => (system, index)))
            Check(system, $"Plant:Systems:{index} ({system.Id})", faults);
        foreach (var number in systems.GroupBy(system => system.Number).Where(group => group.Count() > 1))
            faults.Add($"Plant:Systems: number {number.Key} is used by {string.Join(", ", number.Select(system => system.Id))}.");
        foreach (var id in systems.GroupBy(system => system.Id).Where(group => group.Count() > 1))
            faults.Add($"Plant:Systems: id {id.Key} is used {id.Count()} times.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private void Check(SystemOptions system, string place, List<string> faults)
    {
        if (system.Number is < 1 or > SensorId.MaxSystemNumber)
            faults.Add($"{place}: number {system.Number} is outside 1 to {SensorId.MaxSystemNumber}.");
        if (!SystemId.IsValid(system.Id))
            faults.Add($"{place}: id '{system.Id}' is not 1 to {SystemId.MaxLength} characters of a-z, 0-9, '-' and '_'.");
        if (system.UnitId is < 0 or > 255)
            faults.Add($"{place}: unit_id {system.UnitId} is outside 0 to 255.");
        if (system.Endpoint is { Length: > 0 } endpoint)
        {
            if (!PlantEndpoint.TryParse(endpoint, out _))
                faults.Add($"{place}: endpoint '{endpoint}' is not host:port.");
        }
        else if (!PlantEndpoint.TryParse(configuration[PlantEndpoint.DiscoveryKey], out _))
        {
            faults.Add($"{place}: it has no endpoint, and {PlantEndpoint.DiscoveryKey} is '{configuration[PlantEndpoint.DiscoveryKey]}', not tcp://host:port.");
        }
    }
}
