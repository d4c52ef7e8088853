using Faultline.Contracts;
using Faultline.Learning.Explanations;
using Faultline.Learning.Models;
using Faultline.Learning.Windows;

namespace Faultline.Scorer.Models;

/// <summary>A model file of Trainer: answers for all components, says why, and whether the window is like anything it has learned.</summary>
internal sealed class RigClassifier(ConditionModel model) : IClassifier
{
    /// <summary>Sensors told of a component: most of a score comes from them.</summary>
    public const int Told = 3;

    [ThreadStatic]
    private static WindowScore? ownScore;

    [ThreadStatic]
    private static WindowExplanation? ownExplanation;

    [ThreadStatic]
    private static double[]? ownValues;

    public ConditionModel Model => model;

    public ModelInfo Info => model.Info;

    public string Fingerprint => model.Info.Version;

    public IReadOnlyList<Component> Components => ComponentClasses.All;

    public Verdict Score(CycleWindow window)
    {
        var score = ownScore ??= new WindowScore();
        var explanation = ownExplanation ??= new WindowExplanation();
        Score(window, score);
        model.Explain(score, explanation);
        var components = score.ToPredictions();
        for (var i = 0; i < components.Length; i++)
            components[i] = components[i] with { Contributions = ContributionsOf(explanation, i) };
        return new Verdict(components, AnomalyOf(score));
    }

    // What was not measured is what the model expects: a line between the neighbours would move the steps of the load.
    private void Score(CycleWindow window, WindowScore score)
    {
        if (window.Missing.Length == 0)
        {
            model.Score(window.Values, score);
            return;
        }
        var values = ownValues ??= new double[RigLayout.Values];
        window.Values.CopyTo(values);
        foreach (var index in window.Missing)
            values[index] = double.NaN;
        model.Complete(values, score);
        model.Score(values, score);
    }

    private static SensorContribution[] ContributionsOf(WindowExplanation explanation, int target)
    {
        Span<int> sources = stackalloc int[Told];
        var told = explanation.Top(target, sources);
        var contributions = new SensorContribution[told];
        for (var i = 0; i < told; i++)
            contributions[i] = new SensorContribution(WindowExplanation.NameOf(sources[i]), explanation.ContributionsOf(target)[sources[i]]);
        return contributions;
    }

    private static Anomaly AnomalyOf(WindowScore score)
    {
        Span<int> sensors = stackalloc int[RigLayout.Sensors];
        var deviating = score.Novelty.IsUnknown ? score.Novelty.DeviatingSensors(sensors) : 0;
        var deviations = new SensorDeviation[deviating];
        for (var i = 0; i < deviating; i++)
            deviations[i] = new SensorDeviation(RigLayout.SensorNames[sensors[i]], score.Novelty.DeviationOf(sensors[i]));
        return new Anomaly(score.Novelty.Score, score.Novelty.IsUnknown, deviations, score.Novelty.IsBetweenLevels);
    }
}
