using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Systems;

/// <summary>Joins what is known of systems.</summary>
internal sealed class SystemViews(ReadingQuery readings, AlarmStore alarms, PredictionStore predictions)
{
    public async Task<IReadOnlyList<SystemView>> OfAsync(IReadOnlyList<SystemDefinition> systems, CancellationToken cancellationToken)
    {
        var only = systems is [var single] ? single.Id : (SystemId?)null;
        var progress = (await readings.ProgressAsync(only, cancellationToken)).ToLookup(stream => stream.System);
        var active = (await alarms.ActiveAsync(only, cancellationToken)).ToLookup(alarm => alarm.SystemId);
        List<SystemView> views = [];
        foreach (var system in systems)
        {
            views.Add(new SystemView(
                system.Id, system.Number, system.Name, system.CycleDuration.TotalSeconds, progress[system.Id].Max(stream => stream.LastTime),
                AlarmCounts.Of(active[system.Id]), await predictions.LatestAsync(system.Id, PredictionSource.Live, cancellationToken)));
        }
        return views;
    }
}
