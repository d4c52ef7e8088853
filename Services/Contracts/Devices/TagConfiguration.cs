namespace Faultline.Contracts;

/// <summary>One value of a device: where it is, what it means, what is believable, and when it is told. It becomes the sensor <c>system.name</c>.</summary>
public sealed record TagConfiguration
{
    private static readonly AlarmLimits NoLimits = new TagLimits().ToAlarmLimits();

    /// <summary>Short name, unique in its system: 1 to 64 characters of A–Z, a–z, 0–9, '-' and '_'.</summary>
    public string Name { get; init; } = "";

    /// <summary>Number within its system, 1 to 4095; part of the sensor's key, so it must never change while readings are kept.</summary>
    public int Ordinal { get; init; }

    /// <summary>For people.</summary>
    public string Title { get; init; } = "";

    /// <summary>Unit of the scaled value.</summary>
    public string Unit { get; init; } = "";

    /// <summary>How often it is read, 1 ms to 1 day. Default 1 s.</summary>
    public double IntervalMs { get; init; } = 1000;

    /// <summary>Where it is in a Modbus device.</summary>
    public ModbusTag? Modbus { get; init; }

    /// <summary>Where it is in an OPC UA server.</summary>
    public OpcUaTag? OpcUa { get; init; }

    /// <summary>Value = raw × scale + offset; not 0. Default 1.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Added after scaling. Default 0.</summary>
    public double Offset { get; init; }

    /// <summary>Report by exception: only a change by more than this, in the tag's unit, is told; null tells every value.</summary>
    public double? DeadbandAbsolute { get; init; }

    /// <summary>The same in percent of the physical range (OPC 10000-8 §7.2, PercentDeadband), above 0 to 100.</summary>
    public double? DeadbandPercent { get; init; }

    /// <summary>With a deadband, the value is told at least this often, also unchanged; at least the interval. Default 60 s.</summary>
    public double MaximumSilenceMs { get; init; } = 60_000;

    /// <summary>Whose clock counts; null is the source's for OPC UA, which tells it, and the collector's for Modbus.</summary>
    public TimestampSource? Timestamp { get; init; }

    /// <summary>Lowest believable value.</summary>
    public double PhysicalMinimum { get; init; }

    /// <summary>Highest believable value.</summary>
    public double PhysicalMaximum { get; init; }

    /// <summary>Fastest believable change in units a second; null when steps are normal.</summary>
    public double? MaximumRate { get; init; }

    /// <summary>How long exactly the same value is believable; null for ever.</summary>
    public double? FrozenAfterSeconds { get; init; }

    /// <summary>Alarm limits; null for none.</summary>
    public TagLimits? Limits { get; init; }

    /// <summary>No reading, or none of good quality, for this long is an alarm; null for none.</summary>
    public double? NoDataAfterSeconds { get; init; }

    /// <summary>What may be written; null when nothing may.</summary>
    public TagWriteRange? Write { get; init; }

    /// <summary>Whose clock counts.</summary>
    public TimestampSource Clock() => Timestamp ?? (OpcUa is null ? TimestampSource.Collector : TimestampSource.Source);

    /// <summary>The value of a number in the device.</summary>
    public double Scaled(double raw) => (raw * Scale) + Offset;

    /// <summary>The number in the device for a value.</summary>
    public double Unscaled(double value) => (value - Offset) / Scale;

    /// <summary>Whether only changes are told.</summary>
    public bool ReportsByException() => DeadbandAbsolute is not null || DeadbandPercent is not null;

    /// <summary>Deadband in the tag's unit; 0 without one.</summary>
    public double Deadband() => DeadbandAbsolute ?? (DeadbandPercent is { } percent ? percent / 100 * (PhysicalMaximum - PhysicalMinimum) : 0);

    /// <summary>The sensor that it feeds.</summary>
    public SensorDefinition ToSensor() => new(
        Name, Ordinal, Title, Unit, TimeSpan.FromMilliseconds(IntervalMs), PhysicalMinimum, PhysicalMaximum, MaximumRate,
        FrozenAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Limits?.ToAlarmLimits() ?? NoLimits)
    {
        NoDataAfter = NoDataAfterSeconds is { } silence ? TimeSpan.FromSeconds(silence) : null,
    };
}
