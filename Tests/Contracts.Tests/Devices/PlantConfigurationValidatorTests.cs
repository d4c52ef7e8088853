using Xunit;

namespace Faultline.Contracts.Tests.Devices;

public sealed class PlantConfigurationValidatorTests
{
    private static readonly TagConfiguration Tag = new() { Name = "T1", Ordinal = 1, PhysicalMaximum = 10, Modbus = new ModbusTag() };

    private static readonly DeviceConfiguration Device = new()
    {
        Id = "press-1", System = new DeviceSystem { Id = "press-1", Number = 1, Name = "Press" }, Host = "10.0.0.1", Modbus = new ModbusSettings(), Tags = [Tag],
    };

    public static TheoryData<DeviceConfiguration> Good { get; } = new()
    {
        Device,
        Device with { Host = "service://simulator/modbus", Port = 0 },
        Device with { Host = "::1" },
        Device with { Tags = [] },
        Device with { Modbus = new ModbusSettings { Transport = ModbusTransport.Tls, Certificate = "line-1" } },
        Device with { Modbus = new ModbusSettings { ClockTag = "T1" }, Tags = [Tag with { Timestamp = TimestampSource.Source }] },
        Device with { Tags = [Tag with { Modbus = new ModbusTag { Area = ModbusArea.Coil, Type = TagType.Bool }, Write = new TagWriteRange(0, 1) }] },
        Device with { Tags = [Tag with { Modbus = new ModbusTag { Type = TagType.Bool, Bit = 15 } }] },
        Device with { Tags = [Tag with { Modbus = new ModbusTag { Type = TagType.String, Length = 250, Address = 65411 } }] },
        Device with { Tags = [Tag with { DeadbandPercent = 1, MaximumSilenceMs = 1000, NoDataAfterSeconds = 1.5 }] },
        Device with { Tags = [Tag with { Limits = new TagLimits { Low = 1, HighHigh = 2 } }] },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Accepts_Device(DeviceConfiguration device) => Assert.Empty(PlantConfigurationValidator.Validate(new PlantConfiguration([device])));

    public static TheoryData<string, DeviceConfiguration> BadDevices { get; } = new()
    {
        { "id", Device with { Id = "Press 1" } },
        { "system.id", Device with { System = Device.System with { Id = "" } } },
        { "system.number", Device with { System = Device.System with { Number = 0 } } },
        { "system.name", Device with { System = Device.System with { Name = "" } } },
        { "system.cycle_seconds", Device with { System = Device.System with { CycleSeconds = double.NaN } } },
        { "host", Device with { Host = "" } },
        { "host", Device with { Host = "service://simulator" } },
        { "port", Device with { Port = 65536 } },
        { "request_timeout_ms", Device with { RequestTimeoutMs = 9 } },
        { "connect_timeout_ms", Device with { ConnectTimeoutMs = double.PositiveInfinity } },
        { "back_off_longest_ms", Device with { BackOffFirstMs = 200, BackOffLongestMs = 100 } },
        { "start_jitter_ms", Device with { StartJitterMs = -1 } },
        { "bad_after_ms", Device with { BadAfterMs = -1 } },
        { "retry_bad_ms", Device with { RetryBadMs = 999 } },
        { "modbus", Device with { Modbus = null } },
        { "modbus.unit_id", Device with { Modbus = new ModbusSettings { UnitId = 256 } } },
        { "modbus.in_flight", Device with { Modbus = new ModbusSettings { InFlight = 65 } } },
        { "modbus.in_flight", Device with { Modbus = new ModbusSettings { Transport = ModbusTransport.RtuOverTcp, InFlight = 2 } } },
        { "modbus.max_registers", Device with { Modbus = new ModbusSettings { MaxRegisters = 126 } } },
        { "modbus.max_bits", Device with { Modbus = new ModbusSettings { MaxBits = 0 } } },
        { "modbus.max_gap", Device with { Modbus = new ModbusSettings { MaxGap = -1 } } },
        { "modbus.certificate", Device with { Modbus = new ModbusSettings { Transport = ModbusTransport.Tls } } },
        { "modbus.clock_tag", Device with { Modbus = new ModbusSettings { ClockTag = "T2" } } },
        { "tags", Device with { Tags = [.. Enumerable.Range(1, 65).Select(i => Tag with { Name = $"T{i}", Ordinal = i, IntervalMs = i * 10 })] } },
    };

    [Theory]
    [MemberData(nameof(BadDevices))]
    public void Rejects_Device_NamingTheSetting(string field, DeviceConfiguration device) => AssertFault(field, null, device);

    public static TheoryData<string, TagConfiguration> BadTags { get; } = new()
    {
        { "name", Tag with { Name = "T.1" } },
        { "ordinal", Tag with { Ordinal = 4096 } },
        { "interval_ms", Tag with { IntervalMs = 0.5 } },
        { "scale", Tag with { Scale = 0 } },
        { "offset", Tag with { Offset = double.NaN } },
        { "physical_maximum", Tag with { PhysicalMinimum = 10 } },
        { "maximum_rate", Tag with { MaximumRate = 0 } },
        { "frozen_after_seconds", Tag with { FrozenAfterSeconds = -1 } },
        { "deadband_percent", Tag with { DeadbandAbsolute = 1, DeadbandPercent = 1 } },
        { "deadband_percent", Tag with { DeadbandPercent = 101 } },
        { "deadband_absolute", Tag with { DeadbandAbsolute = -1 } },
        { "maximum_silence_ms", Tag with { DeadbandAbsolute = 1, MaximumSilenceMs = 999 } },
        { "no_data_after_seconds", Tag with { NoDataAfterSeconds = 1 } },
        { "limits.high", Tag with { Limits = new TagLimits { Low = 2, High = 1 } } },
        { "limits.deadband", Tag with { Limits = new TagLimits { Deadband = -1 } } },
        { "timestamp", Tag with { Timestamp = TimestampSource.Server } },
        { "timestamp", Tag with { Timestamp = TimestampSource.Source } },
        { "write", Tag with { Write = new TagWriteRange(2, 1) } },
        { "write", Tag with { Write = new TagWriteRange(0, 1), Modbus = new ModbusTag { Area = ModbusArea.Input } } },
        { "modbus", Tag with { Modbus = null } },
        { "modbus.address", Tag with { Modbus = new ModbusTag { Address = 65536 } } },
        { "modbus.address", Tag with { Modbus = new ModbusTag { Address = 65533, Type = TagType.Float64 } } },
        { "modbus.type", Tag with { Modbus = new ModbusTag { Area = ModbusArea.Discrete, Type = TagType.Int16 } } },
        { "modbus.bit", Tag with { Modbus = new ModbusTag { Type = TagType.Bool } } },
        { "modbus.bit", Tag with { Modbus = new ModbusTag { Type = TagType.Bool, Bit = 16 } } },
        { "modbus.bit", Tag with { Modbus = new ModbusTag { Bit = 1 } } },
        { "modbus.length", Tag with { Modbus = new ModbusTag { Type = TagType.String } } },
        { "modbus.length", Tag with { Modbus = new ModbusTag { Length = 3 } } },
        { "modbus.type", Tag with { DeadbandAbsolute = 1, MaximumSilenceMs = 5000, Modbus = new ModbusTag { Type = TagType.String, Length = 3 } } },
    };

    [Theory]
    [MemberData(nameof(BadTags))]
    public void Rejects_Tag_NamingTheSetting(string field, TagConfiguration tag) => AssertFault(field, tag.Name, Device with { Tags = [tag] });

    [Fact]
    public void Rejects_TagsLargerThanTheDevicesRequests() =>
        AssertFault("modbus.type", "T1", Device with { Modbus = new ModbusSettings { MaxRegisters = 3 }, Tags = [Tag with { Modbus = new ModbusTag { Type = TagType.Float64 } }] });

    [Fact]
    public void Rejects_ClashesAcrossDevices_AllAtOnce()
    {
        var plant = new PlantConfiguration(
        [
            Device,
            Device with { Id = "press-2", Tags = [Tag, Tag with { Name = "T2" }] },
            Device with { Id = "press-2", System = Device.System with { Id = "saw" }, Tags = [] },
            Device with { Id = "press-3", System = Device.System with { Number = 9 }, Tags = [] },
        ]);

        var faults = PlantConfigurationValidator.Validate(plant);

        Assert.Contains(faults, fault => fault is { Device: "press-2", Tag: null, Field: "id" });
        Assert.Contains(faults, fault => fault is { Device: "press-2", Tag: "T1", Field: "name" });
        Assert.Contains(faults, fault => fault is { Device: "press-2", Tag: "T2", Field: "ordinal" });
        Assert.Contains(faults, fault => fault is { Field: "system.number" } && fault.Message.Contains("press-1, saw", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault is { Device: "press-3", Field: "system" });
    }

    [Fact]
    public void Rejects_DevicesOfOneConnection_ThatDoNotAgreeInItsSettings()
    {
        var line = Device with { Modbus = new ModbusSettings { Transport = ModbusTransport.RtuOverTcp } };
        var other = Device with { Id = "saw-1", System = new DeviceSystem { Id = "saw", Number = 8, Name = "Saw" } };
        var plant = new PlantConfiguration(
        [
            line,
            other with { RequestTimeoutMs = 300, Modbus = new ModbusSettings { UnitId = 2, Transport = ModbusTransport.RtuOverTcp } },
            other with { Id = "saw-2", Tags = [], Modbus = new ModbusSettings { UnitId = 3, InFlight = 2, SharedConnection = true } },
            other with { Id = "saw-3", Tags = [], Port = 503, ConnectTimeoutMs = 99, Modbus = new ModbusSettings { UnitId = 4, SharedConnection = true } },
        ]);

        var faults = PlantConfigurationValidator.Validate(plant);

        Assert.Equal(
            [("saw-1", "request_timeout_ms"), ("saw-2", "modbus.transport"), ("saw-2", "modbus.in_flight")], faults.Select(fault => (fault.Device, fault.Field)));
        Assert.Contains("'press-1', with which it shares a connection", faults[0].Message, StringComparison.Ordinal);
    }

    private static void AssertFault(string field, string? tag, DeviceConfiguration device)
    {
        var faults = PlantConfigurationValidator.Validate(new PlantConfiguration([device]));
        Assert.Contains(faults, fault => fault.Field == field && fault.Tag == tag && fault.Device == device.Id);
    }
}
