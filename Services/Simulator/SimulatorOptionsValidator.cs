using System.Net;
using Microsoft.Extensions.Options;

namespace Faultline.Simulator;

/// <summary>Reports every fault of the options at once.</summary>
internal sealed class SimulatorOptionsValidator : IValidateOptions<SimulatorOptions>
{
    public ValidateOptionsResult Validate(string? name, SimulatorOptions options)
    {
        List<string> faults = [];
        Check(options.Machines is >= 1 and <= 247, $"Simulator:Machines is {options.Machines}; 1 to 247 are accepted.");
        Check(options.ModbusPort is >= 0 and <= 65535, $"Simulator:ModbusPort is {options.ModbusPort}; 0 to 65535 are accepted.");
        Check(IPAddress.TryParse(options.ModbusAddress, out _), $"Simulator:ModbusAddress '{options.ModbusAddress}' is no IP address.");
        Check(options.OpcUaPort is >= 0 and <= 65535, $"Simulator:OpcUaPort is {options.OpcUaPort}; 0 to 65535 are accepted.");
        Check(IPAddress.TryParse(options.OpcUaAddress, out _), $"Simulator:OpcUaAddress '{options.OpcUaAddress}' is no IP address.");
        Check((options.OpcUaUser is null) == (options.OpcUaPassword is null), "Simulator:OpcUaUser and Simulator:OpcUaPassword belong together; one of them is absent.");
        Check(options.Speed is >= PlantClock.MinimumSpeed and <= PlantClock.MaximumSpeed,
            $"Simulator:Speed is {options.Speed}; {PlantClock.MinimumSpeed} to {PlantClock.MaximumSpeed} are accepted.");
        Check(options.ReplayStride is >= 1 and <= 100_000, $"Simulator:ReplayStride is {options.ReplayStride}; 1 to 100000 are accepted.");
        Check(options.Replay is null || Directory.Exists(options.Replay), $"Simulator:Replay: there is no folder '{options.Replay}'.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(bool valid, string fault)
        {
            if (!valid)
                faults.Add(fault);
        }
    }
}
