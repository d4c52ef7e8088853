using System.Globalization;
using Faultline.Contracts;

namespace Faultline.Benchmarks;

/// <summary>What was asked for: <c>SCENARIO [--seconds N] [--json FILE] [--protocol modbus|opcua]</c>.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Duration">How long to measure; 5 to 3600 s, default 60 s.</param>
/// <param name="JsonFile">Where to write the result as JSON; null for nowhere.</param>
/// <param name="Protocol">What machines are read by, for the scenario <c>latency</c>; default Modbus.</param>
public sealed record BenchmarkArguments(string Scenario, TimeSpan Duration, string? JsonFile, DeviceProtocol Protocol)
{
    /// <summary>Reads the arguments.</summary>
    /// <exception cref="ArgumentException">An argument is unknown, lacks its value or is out of range; it is named.</exception>
    public static BenchmarkArguments Parse(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (arguments.Count == 0 || arguments[0].StartsWith('-'))
            throw new ArgumentException("The first argument is the scenario's name.");
        var seconds = 60;
        string? json = null;
        var protocol = DeviceProtocol.Modbus;
        for (var i = 1; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} lacks its value.");
            switch (arguments[i])
            {
                case "--seconds" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) && seconds is >= 5 and <= 3600:
                    break;
                case "--seconds":
                    throw new ArgumentException($"--seconds {value}: a whole number from 5 to 3600 is expected.");
                case "--json":
                    json = value;
                    break;
                case "--protocol" when arguments[0] == "latency" && value is ("modbus" or "opcua"):
                    protocol = value == "opcua" ? DeviceProtocol.OpcUa : DeviceProtocol.Modbus;
                    break;
                case "--protocol":
                    throw new ArgumentException($"--protocol {value}: modbus or opcua is expected, with the scenario latency.");
                default:
                    throw new ArgumentException($"{arguments[i]} is unknown; --seconds N, --json FILE and --protocol NAME are known.");
            }
        }
        return new BenchmarkArguments(arguments[0], TimeSpan.FromSeconds(seconds), json, protocol);
    }
}
