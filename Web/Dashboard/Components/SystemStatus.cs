using Faultline.Contracts;
using Faultline.Dashboard.Live;

namespace Faultline.Dashboard.Components;

/// <summary>The one word for how a system stands.</summary>
/// <param name="Text">The word.</param>
/// <param name="Level">Name of its colour and icon: ok, low, medium, high, critical, none.</param>
/// <param name="Severity">Severity of its worst active alarm; null without one.</param>
public sealed record SystemStatus(string Text, string Level, AlarmSeverity? Severity = null)
{
    /// <summary>Values older than this are stale: five times the slowest poll, one second.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(5);

    /// <summary>Silence goes first, since nothing else is known then; then the worst alarm, then wear.</summary>
    public static SystemStatus Of(SystemView system, AlarmBook alarms, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(alarms);
        if (system.ReceivedAt is not { } received) return new SystemStatus("Waiting for data", "none");
        if (now - received > StaleAfter) return new SystemStatus("No data", "none");

        var worst = alarms.Active(system.Info.Id).Select(alarm => (AlarmSeverity?)alarm.Severity).Max();
        return worst switch
        {
            AlarmSeverity.Critical => new SystemStatus("Act now", "critical", worst),
            AlarmSeverity.High => new SystemStatus("Act soon", "high", worst),
            AlarmSeverity.Medium => new SystemStatus("Plan maintenance", "medium", worst),
            AlarmSeverity.Low => new SystemStatus("Notice", "low", worst),
            _ when system.Prediction?.Components.Any(component => component.Wear > 0) == true => new SystemStatus("Running, worn", "low"),
            _ => new SystemStatus("Normal", "ok"),
        };
    }
}
