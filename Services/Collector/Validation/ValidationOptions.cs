namespace Faultline.Collector.Validation;

/// <summary>Limits of the validation that do not belong to a sensor. Section <c>Validation</c>.</summary>
public sealed class ValidationOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Validation";

    /// <summary>How far a source timestamp may be ahead of the collector's clock, 0 to 1 hour. Default 1 s (clocks kept by NTP).</summary>
    public TimeSpan FutureLimit { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How old a reading may be, above 0 to 1 day. Default 30 s, half a load cycle: older ones would no longer be scored in time.</summary>
    public TimeSpan AgeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The same for OPC UA, whose servers keep values through a lost connection, and tell when a value that stands still was measured: above 0 to 365 days. Default 7 days, as the
    /// database's late horizon; what is older than that, the database would put into quarantine.
    /// </summary>
    public TimeSpan QueuedAgeLimit { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// A sensor that fails again and again for the same reason is quarantined at once and then once in this time, with the number that
    /// were left out in its detail; 0 (every one) to 1 hour. Default 1 s.
    /// </summary>
    public TimeSpan QuarantineInterval { get; set; } = TimeSpan.FromSeconds(1);
}
