using Faultline.Alarms.Faults;
using Faultline.Contracts;

namespace Faultline.Alarms;

/// <summary>A condition that no model has learned as an alarm.</summary>
public sealed partial class AlarmEngine
{
    /// <summary>Source of the alarm: the condition of the machine as a whole.</summary>
    private const string WholeCondition = "condition";

    private readonly UnknownMonitor unknown;
    private Alarm? unknownOccurrence;

    // A window whose model cannot tell says neither.
    private AlarmTransition[] OnAnomaly(Prediction prediction)
    {
        if (prediction.Anomaly is not { } anomaly || !unknown.Update(prediction.WindowEnd, anomaly.IsUnlikeAny))
            return [];
        Alarm? raised = unknown.Active
            ? Raise(AlarmKind.UnknownCondition, WholeCondition, AlarmCondition.Unknown, AlarmSeverity.Medium, prediction.WindowEnd) with
            {
                Value = anomaly.Score,
                Limit = 1,
                Message = AlarmMessages.OfUnknown(anomaly),
            }
            : null;
        return Replace(ref unknownOccurrence, raised, prediction.WindowEnd);
    }

    private bool RestoreUnknown(Alarm alarm)
    {
        unknown.Skip(alarm.ClearedAt ?? alarm.RaisedAt);
        if (alarm.State != AlarmState.Active)
            return true;
        unknown.Restore();
        unknownOccurrence = alarm;
        return true;
    }
}
