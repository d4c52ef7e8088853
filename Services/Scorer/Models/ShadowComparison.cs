using System.Collections.Concurrent;
using Faultline.Contracts;
using Faultline.Learning.Windows;
using Faultline.TimeSeries;
using Microsoft.ML.OnnxRuntime;

namespace Faultline.Scorer.Models;

/// <summary>Scores live windows with the shadows, too, and counts how far they agree with what counts. Never changes an answer, never fails one.</summary>
internal sealed partial class ShadowComparison(ScorerMetrics metrics, ILogger<ShadowComparison> logger)
{
    private readonly ConcurrentDictionary<(Component, int, int), ShadowTally> tallies = new();

    public void Compare(ServingSet set, CycleWindow window, Verdict verdict, DateTimeOffset windowEnd)
    {
        if (!set.HasShadow)
            return;
        foreach (var group in ComponentClasses.All.Where(component => set.Shadow(component) is not null).GroupBy(component => set.Shadow(component)!))
        {
            try
            {
                var said = group.Key.Classifier.Score(window);
                foreach (var component in group)
                    Count(set, component, verdict.Components[(int)component], said.Components.First(entry => entry.Component == component), windowEnd);
            }
            catch (Exception exception) when (exception is InvalidDataException or OnnxRuntimeException)
            {
                metrics.ShadowWindows.Add(1, new("component", "all"), new("result", "failed"));
                LogFailed(group.Key.Classifier.Fingerprint, exception.Message);
            }
        }
    }

    /// <summary>Hands over what was counted since the last call.</summary>
    public IReadOnlyList<ShadowTally> Take() =>
        [.. tallies.Keys.Select(key => tallies.TryRemove(key, out var tally) ? tally : null).OfType<ShadowTally>()];

    /// <summary>Takes back what could not be stored.</summary>
    public void Return(IEnumerable<ShadowTally> back)
    {
        foreach (var tally in back)
            Add(tally);
    }

    private void Count(ServingSet set, Component component, ComponentPrediction active, ComponentPrediction shadow, DateTimeOffset windowEnd)
    {
        var agrees = active.Condition == shadow.Condition;
        var distance = active.Probabilities.Zip(shadow.Probabilities, (a, b) => Math.Abs(a - b)).Sum() / 2;
        metrics.ShadowWindows.Add(
            1, new("component", component.ToString().ToLowerInvariant()), new("result", agrees ? "agrees" : "disagrees"));
        if (set.Active(component).Id > 0)
            Add(new ShadowTally(component, set.Active(component).Id, set.Shadow(component)!.Id, 1, agrees ? 0 : 1, distance, windowEnd, windowEnd));
    }

    private void Add(ShadowTally tally) => tallies.AddOrUpdate(
        (tally.Component, tally.ActiveModel, tally.ShadowModel), tally,
        (_, known) => known with
        {
            Windows = known.Windows + tally.Windows,
            Disagreements = known.Disagreements + tally.Disagreements,
            Distance = known.Distance + tally.Distance,
            FirstAt = known.FirstAt < tally.FirstAt ? known.FirstAt : tally.FirstAt,
            LastAt = known.LastAt > tally.LastAt ? known.LastAt : tally.LastAt,
        });

    [LoggerMessage(LogLevel.Warning, "The shadow {Model} cannot score a window: {Reason}")]
    private partial void LogFailed(string model, string reason);
}
