namespace Faultline.Contracts;

/// <summary>
/// Trust in a value, as OPC UA's status codes classify it (OPC 10000-4 §7.38, OPC 10000-8 §6.3.2): the two top bits say good, uncertain
/// or bad, the rest is a sub-status.
/// </summary>
/// <param name="Code">Severity and sub-status: the upper half of the OPC UA status code.</param>
public readonly record struct Quality(ushort Code)
{
    /// <summary>
    /// What the server says besides, the lower half of the status code: structure or semantics changed, limits reached, values lost from a queue. 0 mostly; does not
    /// take part in the trust.
    /// </summary>
    public ushort Info { get; init; }

    /// <summary>Good, no sub-status.</summary>
    public static readonly Quality Good = new(0x0000);

    /// <summary>Uncertain: the source stopped updating, this is its last usable value (Uncertain_LastUsableValue).</summary>
    public static readonly Quality UncertainLastUsableValue = new(0x4090);

    /// <summary>Uncertain: the sensor is outside its calibration (Uncertain_SensorNotAccurate).</summary>
    public static readonly Quality UncertainSensorNotAccurate = new(0x4093);

    /// <summary>Bad, no reason known.</summary>
    public static readonly Quality Bad = new(0x8000);

    /// <summary>Bad: the connection to the device is lost (Bad_NoCommunication).</summary>
    public static readonly Quality BadNoCommunication = new(0x8031);

    /// <summary>Bad: the sensor is broken (Bad_SensorFailure).</summary>
    public static readonly Quality BadSensorFailure = new(0x808C);

    /// <summary>Bad: the device reports a failure (Bad_DeviceFailure).</summary>
    public static readonly Quality BadDeviceFailure = new(0x808B);

    /// <summary>Bad: taken out of service by decision (Bad_OutOfService).</summary>
    public static readonly Quality BadOutOfService = new(0x808D);

    /// <summary>The whole OPC UA status code.</summary>
    public uint Status => ((uint)Code << 16) | Info;

    /// <summary>Severity: good, uncertain or bad.</summary>
    public QualityClass Class => (Code >> 14) switch { 0 => QualityClass.Good, 1 => QualityClass.Uncertain, _ => QualityClass.Bad };

    /// <summary>Whether the value may be used for scoring and alarms.</summary>
    public bool IsGood => Code >> 14 == 0;

    /// <summary>The quality that an OPC UA status code is, with all of its bits.</summary>
    public static Quality OfStatus(uint status) => new((ushort)(status >> 16)) { Info = (ushort)status };

    /// <inheritdoc/>
    public override string ToString() => Info == 0 ? $"{Class} (0x{Code:X4})" : $"{Class} (0x{Status:X8})";
}
