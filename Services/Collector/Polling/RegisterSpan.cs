using Faultline.Contracts;

namespace Faultline.Collector.Polling;

/// <summary>Registers read in one request, and the sensors in them.</summary>
/// <param name="Address">First input register.</param>
/// <param name="Count">Registers, 1 to 125.</param>
/// <param name="Sensors">Sensors to take from the answer, by rising address.</param>
internal sealed record RegisterSpan(ushort Address, int Count, SensorDefinition[] Sensors)
{
    /// <summary>Registers of one sensor.</summary>
    public const int PerSensor = 2;

    /// <summary>Most registers of one request (Modbus Application Protocol V1.1b3 §6.4).</summary>
    public const int MaxCount = 125;

    // Reading some registers too many costs less than another request: two bytes each against a round trip.
    private const int WidestGap = 16;

    /// <summary>As few requests as the sensors need.</summary>
    public static RegisterSpan[] Cover(IEnumerable<SensorDefinition> sensors)
    {
        List<RegisterSpan> spans = [];
        foreach (var sensor in sensors.OrderBy(HydraulicRig.RegisterOf))
        {
            var address = HydraulicRig.RegisterOf(sensor);
            if (spans.Count > 0 && spans[^1] is var last
                && address - (last.Address + last.Count) <= WidestGap && address + PerSensor - last.Address <= MaxCount)
                spans[^1] = new RegisterSpan(last.Address, address + PerSensor - last.Address, [.. last.Sensors, sensor]);
            else
                spans.Add(new RegisterSpan(address, PerSensor, [sensor]));
        }
        return [.. spans];
    }

    /// <summary>Where a sensor's registers stand in the answer.</summary>
    public int OffsetOf(SensorDefinition sensor) => HydraulicRig.RegisterOf(sensor) - Address;
}
