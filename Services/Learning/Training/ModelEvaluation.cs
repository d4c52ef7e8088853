using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Models;

namespace Faultline.Learning.Training;

/// <summary>Scores recorded cycles with a finished model.</summary>
public static class ModelEvaluation
{
    /// <summary>One evaluation a component, by its lower-case name.</summary>
    public static IReadOnlyDictionary<string, ComponentEvaluation> Evaluate(ConditionModel model, RecordedCycles cycles)
    {
        if (!cycles.HasLabels)
            throw new DatasetException("evaluation needs labels: there is no profile.txt");
        var predicted = new int[cycles.Count][];
        Parallel.For(0, cycles.Count, i => predicted[i] =
            [.. model.Score(cycles.Window(i)).Select(p => ComponentClasses.Of(p.Component).ToList().IndexOf(p.Condition))]);
        var actual = cycles.Labels.Select(TrainingSet.LevelsOf).ToArray();
        return ComponentClasses.All.ToDictionary(
            component => component.ToString().ToLowerInvariant(),
            component => ComponentEvaluation.Of(
                ComponentClasses.Of(component), predicted.Select((levels, i) => (actual[i][(int)component], levels[(int)component]))));
    }
}
