using Faultline.Collector.Plant;
using Faultline.Contracts;
using Faultline.TimeSeries;
using Microsoft.Extensions.Configuration;

namespace Faultline.Collector.Tests;

/// <summary>Configurations for tests.</summary>
internal static class Samples
{
    public static IConfiguration Configured(string? endpoint) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(DeviceAddress.KeyOf("simulator", "modbus"), endpoint)]).Build();

    /// <summary>The default plant, applied.</summary>
    public static ActivePlant RigPlant()
    {
        var active = new ActivePlant(SpoolFixture.Identity);
        active.Set(Stored(DefaultPlant.Of(new PlantOptions(), Configured("tcp://127.0.0.1:1"))));
        return active;
    }

    public static StoredConfiguration Stored(PlantConfiguration plant, long version = 1) =>
        new(new ConfigurationVersion(version, Validation.Start, "a test", ""), [.. plant.Devices.Select(DeviceDocument.Of)]);

    /// <summary>A Modbus device of a system of the same name, patient with a busy machine.</summary>
    public static DeviceConfiguration Device(int port, params TagConfiguration[] tags) => new()
    {
        Id = "press-1",
        System = new DeviceSystem { Id = "press-1", Number = 7, Name = "Press" },
        Host = "127.0.0.1",
        Port = port,
        RequestTimeoutMs = 20_000,
        Modbus = new ModbusSettings { InFlight = 4 },
        Tags = tags,
    };

    /// <summary>A tag of 16 bits in a holding register.</summary>
    public static TagConfiguration Tag(string name, int ordinal, int address, double intervalMs = 20) => new()
    {
        Name = name, Ordinal = ordinal, IntervalMs = intervalMs, PhysicalMinimum = -100_000, PhysicalMaximum = 100_000,
        Modbus = new ModbusTag { Area = ModbusArea.Holding, Address = address },
    };
}
