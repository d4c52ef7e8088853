using System.Globalization;
using Faultline.Contracts;

namespace Faultline.Benchmarks.Scenarios.Acquisition;

/// <summary>Configurations of many like devices.</summary>
internal static class Plants
{
    /// <summary>A device of its own system, its tags one after the other: 32-bit floating point in holding registers, read every second.</summary>
    public static DeviceConfiguration Device(int index, int port, int tags)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"device-{index + 1}");
        return new DeviceConfiguration
        {
            Id = id,
            System = new DeviceSystem { Id = id, Number = index + 1, Name = id },
            Host = "127.0.0.1",
            Port = port,
            // So that the devices do not all speak in the same millisecond.
            StartJitterMs = 1000,
            Modbus = new ModbusSettings { InFlight = 16 },
            Tags = [.. Enumerable.Range(0, tags).Select(Tag)],
        };
    }

    private static TagConfiguration Tag(int index) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"T{index + 1}"),
        Ordinal = index + 1,
        IntervalMs = 1000,
        PhysicalMinimum = -1e6,
        PhysicalMaximum = 1e6,
        Modbus = new ModbusTag { Area = ModbusArea.Holding, Address = index * 2, Type = TagType.Float32 },
    };
}
