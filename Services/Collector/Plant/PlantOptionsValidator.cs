using Faultline.Contracts;
using Microsoft.Extensions.Options;

namespace Faultline.Collector.Plant;

/// <summary>Reports every fault of the options at once and names the system.</summary>
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
        if (options.LookInterval < TimeSpan.FromMilliseconds(100) || options.LookInterval > TimeSpan.FromHours(1))
            faults.Add($"Plant:LookInterval is {options.LookInterval}; 00:00:00.1 to 01:00:00 are accepted.");
        foreach (var (system, index) in options.Systems.Select((system, index) => (system, index)))
            CheckEndpoint(system, $"Plant:Systems:{index}", faults);
        // What the machines come to as devices is judged as any other configuration.
        if (faults.Count == 0)
            faults.AddRange(PlantConfigurationValidator.Validate(DefaultPlant.Of(options, configuration)).Select(fault => $"Plant:Systems: {fault}"));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private void CheckEndpoint(SystemOptions system, string place, List<string> faults)
    {
        var key = DeviceAddress.KeyOf("simulator", "modbus");
        if (system.Endpoint is { Length: > 0 } endpoint)
        {
            if (!DeviceAddress.TryParse(endpoint, out _))
                faults.Add($"{place}: endpoint '{endpoint}' is not host:port.");
        }
        else if (!DeviceAddress.TryParse(configuration[key], out _))
        {
            faults.Add($"{place}: it has no endpoint, and {key} is '{configuration[key]}', not tcp://host:port.");
        }
    }
}
