using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Faultline.Contracts;
using Faultline.Learning.Windows;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Models;

/// <summary>Compares the systems' windows of the live line with the training data of the active model; one window a load cycle, since those between share their readings.</summary>
internal sealed class DriftWatch
{
    private readonly ConcurrentDictionary<SystemId, SystemDrift> systems = new();

    public DriftWatch(ScorerMetrics metrics) => metrics.ObserveDrift(Measure);

    /// <summary>Takes a scored window. Windows of one system come one after the other.</summary>
    public void Watch(SystemId system, ServingSet set, CycleWindow window, DateTimeOffset windowEnd)
    {
        if (ComponentClasses.All.Select(component => set.Active(component).Classifier).OfType<RigClassifier>().FirstOrDefault() is not { } classifier)
            return;
        var drift = systems.AddOrUpdate(
            system, _ => new SystemDrift(classifier), (_, known) => known.Fingerprint == classifier.Fingerprint ? known : new SystemDrift(classifier));
        drift.Add(window, windowEnd);
    }

    /// <summary>The reports that are new since the last call.</summary>
    public IReadOnlyList<DriftReport> Take() => [.. systems.Select(entry => entry.Value.Take(entry.Key)).OfType<DriftReport>()];

    private IEnumerable<Measurement<double>> Measure() => systems.SelectMany(entry => entry.Value.Verdicts.Select(verdict => new Measurement<double>(
        verdict.Statistic, new("system", entry.Key.Value), new("name", verdict.Name), new("test", verdict.Test.ToString()), new("drifted", verdict.HasDrifted))));
}
