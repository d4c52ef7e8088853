using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Systems;

/// <summary>Active alarms by severity.</summary>
public sealed record AlarmCounts(int Critical, int High, int Medium, int Low)
{
    internal static AlarmCounts Of(IEnumerable<Alarm> alarms)
    {
        var counts = new int[(int)AlarmSeverity.Critical + 1];
        foreach (var alarm in alarms)
            counts[(int)alarm.Severity]++;
        return new AlarmCounts(
            counts[(int)AlarmSeverity.Critical], counts[(int)AlarmSeverity.High], counts[(int)AlarmSeverity.Medium], counts[(int)AlarmSeverity.Low]);
    }
}
