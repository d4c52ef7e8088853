namespace Faultline.Alarms.Faults;

/// <summary>When a predicted fault becomes an alarm. Times are at real speed (60 s load cycle); a faster line shortens them in proportion.</summary>
public sealed class PredictedFaultOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Alarms:PredictedFaults";

    /// <summary>How long the fault must be predicted without a break before it is raised; 0 to 1 h, default 10 s (11 scores in a row).</summary>
    public TimeSpan Persistence { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the component must be predicted healthy without a break before the alarm clears; 0 to 1 h, default 15 s.</summary>
    public TimeSpan ClearDelay { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Least probability, 0 to 1, of the predicted level for a score to count at all; default 0.6.</summary>
    public double MinimumProbability { get; set; } = 0.6;

    /// <summary>
    /// How long windows must be unlike any known condition without a break before that is raised; 0 to 1 h, default 90 s: for a load cycle after a component has
    /// jumped to another level windows hold both.
    /// </summary>
    public TimeSpan UnknownPersistence { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Longest pause between two scores that does not break a series; 1 s to 1 h, default 5 s.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(5);
}
