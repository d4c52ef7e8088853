using Faultline.Contracts;
using Faultline.Protocols.OpcUa.Server.Nodes;

namespace Faultline.Simulator.OpcUa;

/// <summary>Units of the rig's sensors with their codes of UNECE Recommendation 20.</summary>
internal static class RigUnits
{
    private static readonly Dictionary<string, UnitOfMeasure> BySymbol = new()
    {
        ["bar"] = new("BAR", "bar", "bar [unit of pressure]"),
        ["W"] = new("WTT", "W", "watt"),
        ["kW"] = new("KWT", "kW", "kilowatt"),
        ["l/min"] = new("L2", "l/min", "litre per minute"),
        ["°C"] = new("CEL", "°C", "degree Celsius"),
        ["mm/s"] = new("C16", "mm/s", "millimetre per second"),
        ["%"] = new("P1", "%", "percent"),
    };

    /// <summary>The unit of a sensor.</summary>
    public static UnitOfMeasure Of(SensorDefinition sensor) => BySymbol[sensor.Unit];
}
