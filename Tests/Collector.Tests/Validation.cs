using Faultline.Collector.Validation;
using Faultline.Contracts;

namespace Faultline.Collector.Tests;

/// <summary>A validator of the rig's sensors and a clock for its times.</summary>
internal sealed class Validation(double speed = 1)
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly ReadingValidator validator = new(HydraulicRig.Sensors, new ValidationOptions(), speed);

    /// <summary>The verdict on a value measured so many seconds after the start.</summary>
    public QuarantineReason? Check(string sensor, double value, double seconds = 0) =>
        validator.Check(HydraulicRig.Find(sensor)!.Ordinal, value, At(seconds), At(seconds)).Reason;

    public QuarantineReason? CheckAged(string sensor, double value, double ageSeconds) =>
        validator.Check(HydraulicRig.Find(sensor)!.Ordinal, value, At(-ageSeconds), At(0)).Reason;

    public QuarantineReason? CheckOrdinal(int ordinal) => validator.Check(ordinal, 1, At(0), At(0)).Reason;

    public void Reset() => validator.Reset();

    private static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);
}
