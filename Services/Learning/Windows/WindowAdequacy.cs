namespace Faultline.Learning.Windows;

/// <summary>
/// Whether a window with gaps says enough to be scored. Gaps are bridged to find the phase, then filled by <see cref="Models.ConditionModel.Complete"/>; within these limits
/// the embedded model's answers for the recorded cycles stay, all four, those of the whole cycles in at least 96 of 100 (a test measures it). Beyond
/// them the answer is "insufficient data", never a guess.
/// </summary>
public static class WindowAdequacy
{
    /// <summary>Most missing or bad values of one sensor, of 60.</summary>
    public const int MostMissingOfSensor = 3;

    /// <summary>Most missing or bad values of all sensors, of 1020.</summary>
    public const int MostMissing = 30;

    /// <summary>What is lacking in 1020 sensor-major values where NaN marks a missing or bad one; empty when there is enough.</summary>
    /// <exception cref="ArgumentException">The span does not hold 1020 values.</exception>
    public static IReadOnlyList<WindowFault> Check(ReadOnlySpan<double> values)
    {
        if (values.Length != RigLayout.Values)
            throw new ArgumentException($"{values.Length} values; a window has {RigLayout.Values}", nameof(values));
        List<WindowFault> faults = [];
        int all = 0;
        for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            int missing = 0;
            foreach (double value in values.Slice(sensor * RigLayout.Seconds, RigLayout.Seconds))
                missing += double.IsFinite(value) ? 0 : 1;
            all += missing;
            string name = RigLayout.SensorNames[sensor];
            if (missing > MostMissingOfSensor)
                faults.Add(new WindowFault(name, null, $"{name} lacks {missing} of {RigLayout.Seconds} values, at most {MostMissingOfSensor} may be missing"));
        }

        if (all > MostMissing)
            faults.Add(new WindowFault("", null, $"{all} of {RigLayout.Values} values are missing, at most {MostMissing} may be"));
        return faults;
    }
}
