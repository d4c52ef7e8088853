using Faultline.Contracts;

namespace Faultline.Dashboard.Live;

/// <summary>Which alarms a list shows; null means all.</summary>
/// <param name="State">Active or cleared.</param>
/// <param name="System">Only this system.</param>
/// <param name="Minimum">Only this severity and above.</param>
public sealed record AlarmFilter(AlarmState? State = null, SystemId? System = null, AlarmSeverity? Minimum = null)
{
    /// <summary>Whether <paramref name="alarm"/> is shown.</summary>
    public bool Shows(Alarm alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        return (State is null || alarm.State == State)
            && (System is null || alarm.SystemId == System)
            && (Minimum is null || alarm.Severity >= Minimum);
    }
}
