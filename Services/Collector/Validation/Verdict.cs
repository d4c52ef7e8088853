using System.Globalization;
using Faultline.Contracts;

namespace Faultline.Collector.Validation;

/// <summary>What the validation says of one reading.</summary>
/// <param name="Reason">Null when accepted.</param>
/// <param name="Observed">What was compared: a value, a rate a second, or seconds.</param>
/// <param name="Limit">What it was compared with.</param>
internal readonly record struct Verdict(QuarantineReason? Reason, double Observed, double Limit)
{
    public static Verdict Accepted => default;

    public bool IsAccepted => Reason is null;

    /// <summary>One sentence with value and limit.</summary>
    public string Describe(string sensor, string unit) => Reason switch
    {
        QuarantineReason.NotFinite => $"{sensor} is {Number(Observed)}, not a finite number.",
        QuarantineReason.OutOfRange when Observed > Limit => $"{sensor} is {Number(Observed)} {unit}, above its physical maximum of {Number(Limit)} {unit}.",
        QuarantineReason.OutOfRange => $"{sensor} is {Number(Observed)} {unit}, below its physical minimum of {Number(Limit)} {unit}.",
        QuarantineReason.RateOfChange => $"{sensor} changed by {Number(Observed)} {unit} per second; {Number(Limit)} {unit} per second is believable.",
        QuarantineReason.Frozen => $"{sensor} has shown exactly the same value for {Number(Observed)} s; {Number(Limit)} s is believable.",
        QuarantineReason.FutureTimestamp => $"{sensor}: the source timestamp is {Number(Observed)} s ahead of the collector's clock; {Number(Limit)} s is accepted.",
        QuarantineReason.StaleTimestamp => $"{sensor}: the source timestamp is {Number(Observed)} s old; {Number(Limit)} s is accepted.",
        QuarantineReason.UnknownSensor => $"{sensor} is not a sensor of the system.",
        _ => $"{sensor} is accepted.",
    };

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
