using System.Globalization;
using Faultline.Alarms.NoData;
using Faultline.Contracts;

namespace Faultline.Alarms;

/// <summary>The sentences operators read.</summary>
internal static class AlarmMessages
{
    public static string OfLimit(SensorDefinition sensor, AlarmCondition condition, double value, double limit)
    {
        var name = condition switch
        {
            AlarmCondition.HighHigh => "high-high limit",
            AlarmCondition.High => "high limit",
            AlarmCondition.Low => "low limit",
            _ => "low-low limit",
        };
        var isHigh = condition is AlarmCondition.HighHigh or AlarmCondition.High;
        // Coming back from a worse limit, the value may stand within the deadband of this one.
        var isBeyond = isHigh ? value > limit : value < limit;
        var where = isBeyond ? isHigh ? "above" : "below" : "not clear of";
        return string.Create(CultureInfo.InvariantCulture,
            $"{sensor.Title} ({sensor.Name}) is {value:0.###} {sensor.Unit}, {where} its {name} of {limit:0.###} {sensor.Unit}.");
    }

    public static string OfFault(ComponentPrediction prediction, Anomaly? anomaly)
    {
        var condition = prediction.Component switch
        {
            Component.Cooler => $"at {Number(prediction.Condition)} % of full efficiency",
            Component.Valve => $"at {Number(prediction.Condition)} % of optimal switching",
            Component.Pump => $"at leakage grade {Number(prediction.Condition)}",
            _ => $"at {Number(prediction.Condition)} bar pre-charge",
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"{prediction.Component} is predicted {condition} (probability {prediction.Probability * 100:0} %){Caveat(anomaly)}.");
    }

    public static string OfUnknown(Anomaly anomaly) => anomaly.Sensors.Count > 0
        ? $"The machine's condition is none that the model knows; farthest from what is expected: {string.Join(", ", anomaly.Sensors.Take(3).Select(sensor => sensor.Sensor))}."
        : "The machine's condition is none that the model knows.";

    // Whoever reads of a fault has to know that the model may be out of its depth.
    private static string Caveat(Anomaly? anomaly) => anomaly switch
    {
        { IsUnlikeAny: true } => "; the condition is unknown, so this is only the nearest known one",
        { IsBetweenLevels: true } => "; the nearest of the known levels",
        _ => "",
    };

    public static string OfSilence(in Silence silence) => silence.Sensor is { } sensor
        ? string.Create(CultureInfo.InvariantCulture, $"{sensor.Title} ({sensor.Name}) has told no good value for {silence.Limit.TotalSeconds:0.#} s.")
        : string.Create(CultureInfo.InvariantCulture, $"No sensor of the system has told a good value for {silence.Limit.TotalSeconds:0.#} s.");

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
