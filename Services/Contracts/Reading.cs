namespace Faultline.Contracts;

/// <summary>One measured value.</summary>
/// <param name="Sensor">Which sensor.</param>
/// <param name="SourceTime">When it was measured, UTC, to 100 ns; the database keeps microseconds.</param>
/// <param name="Value">The value in the sensor's unit; finite.</param>
/// <param name="Quality">How far the value can be trusted.</param>
public readonly record struct Reading(SensorId Sensor, DateTimeOffset SourceTime, double Value, Quality Quality)
{
    // Ticks rather than a nullable: half the size, and readings are copied by the million. No server tells the year 1.
    private readonly long serverTicks;

    /// <summary>When the server between collector and device had it (OPC 10000-4 §7.11), UTC, to 100 ns; null where the protocol has none.</summary>
    public DateTimeOffset? ServerTime
    {
        get => serverTicks == 0 ? null : new DateTimeOffset(serverTicks, TimeSpan.Zero);
        init => serverTicks = value?.UtcTicks ?? 0;
    }
}
