using System.Globalization;
using Faultline.Contracts;

namespace Faultline.Collector.Plant;

/// <summary>The plant that an empty database gets: the machines of the options, each a hydraulic rig behind a Modbus device of its own.</summary>
internal static class DefaultPlant
{
    private const int DefaultMachines = 3;

    // The collector keeps to a rig's own 20 ms only with a device that takes the next request before it answered the last.
    private const int InFlight = 4;

    // Longer than any of a rig's intervals, and than a reconnect takes.
    private const double NoDataAfterSeconds = 10;

    /// <summary>The plant; empty when no machine is named and service discovery knows no simulator.</summary>
    public static PlantConfiguration Of(PlantOptions options, IConfiguration configuration) =>
        options.Systems.Count == 0 && !DeviceAddress.TryParse(configuration[DeviceAddress.KeyOf("simulator", "modbus")], out _)
            ? PlantConfiguration.Empty
            : new PlantConfiguration([.. WithDefaults(options).Select(DeviceOf)]);

    internal static IReadOnlyList<SystemOptions> WithDefaults(PlantOptions options)
    {
        var given = options.Systems.Count > 0
            ? options.Systems
            : [.. Enumerable.Range(1, DefaultMachines).Select(number => new SystemOptions { Number = number })];
        return [.. given.Select(system => new SystemOptions
        {
            Number = system.Number,
            Id = system.Id ?? $"hydraulic-{system.Number.ToString(CultureInfo.InvariantCulture)}",
            Name = system.Name ?? $"Hydraulic machine {system.Number.ToString(CultureInfo.InvariantCulture)}",
            Endpoint = system.Endpoint,
            UnitId = system.UnitId ?? Math.Clamp(system.Number, 0, 255),
        })];
    }

    private static DeviceConfiguration DeviceOf(SystemOptions system)
    {
        var isNamed = DeviceAddress.TryParse(system.Endpoint, out var endpoint);
        return new DeviceConfiguration
        {
            Id = system.Id!,
            Name = system.Name!,
            System = new DeviceSystem
            {
                Id = system.Id!, Number = system.Number, Name = system.Name!, CycleSeconds = HydraulicRig.CycleDuration.TotalSeconds,
            },
            Host = isNamed ? endpoint.Host : "service://simulator/modbus",
            Port = isNamed ? endpoint.Port : 502,
            Modbus = new ModbusSettings { UnitId = system.UnitId!.Value, InFlight = InFlight },
            Tags = [.. HydraulicRig.Sensors.Select(TagOf)],
        };
    }

    private static TagConfiguration TagOf(SensorDefinition sensor) => new()
    {
        Name = sensor.Name,
        Ordinal = sensor.Ordinal,
        Title = sensor.Title,
        Unit = sensor.Unit,
        IntervalMs = sensor.SampleInterval.TotalMilliseconds,
        Modbus = new ModbusTag { Area = ModbusArea.Input, Address = HydraulicRig.RegisterOf(sensor), Type = TagType.Float32 },
        PhysicalMinimum = sensor.PhysicalMinimum,
        PhysicalMaximum = sensor.PhysicalMaximum,
        MaximumRate = sensor.MaximumRate,
        FrozenAfterSeconds = sensor.FrozenAfter?.TotalSeconds,
        Limits = TagLimits.Of(sensor.Limits),
        NoDataAfterSeconds = NoDataAfterSeconds,
    };
}
