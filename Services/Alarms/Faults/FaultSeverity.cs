using Faultline.Contracts;

namespace Faultline.Alarms.Faults;

/// <summary>
/// Severity of a predicted fault from the level's wear (<see cref="ComponentPrediction.Wear"/>) and its probability:
/// <code>
/// wear                                                        p below 0.9   p 0.9 and more
/// 1          cooler 3 %, valve 73 %, pump 2, accumulator 90 bar   high          critical
/// 0.5 to 1   cooler 20 %, valve 80 %, pump 1, accumulator 100     medium        high
/// up to 0.5  valve 90 %, accumulator 115 bar                      low           medium
/// 0          healthy                                              no alarm      no alarm
/// </code>
/// </summary>
public static class FaultSeverity
{
    /// <summary>Probability from which on the level is taken as certain.</summary>
    public const double CertainProbability = 0.9;

    /// <summary>The severity, or null for a healthy component.</summary>
    /// <param name="wear">0 healthy to 1 close to total failure.</param>
    /// <param name="probability">Probability of the level, 0 to 1.</param>
    public static AlarmSeverity? Of(double wear, double probability)
    {
        if (wear <= 0)
            return null;
        var certain = wear >= 1 ? AlarmSeverity.Critical : wear >= 0.5 ? AlarmSeverity.High : AlarmSeverity.Medium;
        return probability >= CertainProbability ? certain : certain - 1;
    }
}
