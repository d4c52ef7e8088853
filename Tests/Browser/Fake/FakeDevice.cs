using Faultline.Contracts;

namespace Faultline.Browser.Fake;

/// <summary>A machine's device as the API describes it.</summary>
internal static class FakeDevice
{
    public static DeviceConfiguration Of(FakeMachine machine) => new()
    {
        Id = machine.Id.Value,
        Name = machine.Name,
        System = new DeviceSystem { Id = machine.Id.Value, Number = machine.Number, Name = machine.Name },
        Host = "service://simulator/modbus",
        Modbus = new ModbusSettings { UnitId = machine.Number, InFlight = 4 },
        Tags = [.. HydraulicRig.Sensors.Select(sensor => new TagConfiguration
        {
            Name = sensor.Name,
            Ordinal = sensor.Ordinal,
            Title = sensor.Title,
            Unit = sensor.Unit,
            IntervalMs = sensor.SampleInterval.TotalMilliseconds,
            Modbus = new ModbusTag { Address = 2 * sensor.Ordinal, Type = TagType.Float32 },
            PhysicalMinimum = sensor.PhysicalMinimum,
            PhysicalMaximum = sensor.PhysicalMaximum,
            Limits = TagLimits.Of(sensor.Limits),
            Write = sensor.Name == "PS6" ? new TagWriteRange(0, 10) : null,
        })],
    };
}
