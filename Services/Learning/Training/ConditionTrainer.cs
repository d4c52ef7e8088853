using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Drift;
using Faultline.Learning.Evaluation;
using Faultline.Learning.Models;
using Faultline.Learning.Novelty;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Training;

/// <summary>Trains a <see cref="ConditionModel"/>: same data and options, same machine kind, same bytes.</summary>
public static class ConditionTrainer
{
    private static readonly string[] Features =
    [
        "means of 17 sensors over one sixtieth of the load cycle", "oil: means and changes of TS1 to TS4 over the cycle",
        "log-likelihoods of 48 states in 4 views of the working circuit", "limit of the cooling efficiency CE",
        "jump of the efficiency SE at the start of the cycle", "whether the load was held",
    ];

    /// <summary>Evaluates in three ways, then trains on all cycles.</summary>
    public static ConditionModel Train(RecordedCycles cycles, TrainingOptions options, IProgress<EvaluationProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(cycles);
        ArgumentNullException.ThrowIfNull(options);
        if (!cycles.HasLabels)
            throw new DatasetException("training needs labels: there is no profile.txt");
        var set = new TrainingSet(cycles);
        var evaluations = RecordedEvaluation.SplitsOf(cycles, options)
            .Select(split => (Split: split, Result: CrossValidation.Run(set, split, options, progress))).ToArray();
        var challenger = options.Challenger ? Challenger.CrossValidate(set, evaluations[0].Split, options.Seed) : null;
        var (rig, residuals) = ModelFit.Fit(set, [.. Enumerable.Range(0, set.Count)], options, withResiduals: true);
        var novelty = NoveltyFit.Fit(residuals!, options);
        var meanCycle = new double[RigLayout.Values];
        for (int i = 0; i < set.Count; i++)
            Numerics.Blas.Axpy(1.0 / set.Count, set.Values.Row(i), meanCycle);
        var info = Describe(cycles, options, set, evaluations, challenger);
        var trained = new ConditionModel(info, meanCycle, rig, novelty, DriftReference.Of(set));
        return AsStored(new ConditionModel(info with { Version = trained.ComputeVersion() }, meanCycle, rig, novelty, trained.Reference));
    }

    // A file holds single precision; the model handed out is the one that the file gives.
    private static ConditionModel AsStored(ConditionModel model)
    {
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        return ConditionModel.Load(file);
    }

    private static ModelInfo Describe(
        RecordedCycles cycles, TrainingOptions options, TrainingSet set, (RecordedSplit Split, CrossValidation Result)[] evaluations, double[]? challenger)
    {
        var headline = evaluations[0].Result;
        var components = ComponentClasses.All.Select(component =>
        {
            int target = (int)component;
            var alternatives = new Dictionary<string, double>();
            if (challenger is not null)
                alternatives["mlnet_lightgbm"] = challenger[target];
            return new ComponentModelInfo(
                component, ComponentClasses.UnitOf(component), ComponentClasses.Of(component), AlgorithmOf(component), headline.Evaluate(target),
                headline.RunAccuracy(target), headline.Evaluate(target, i => set.Stable[i]).Accuracy, headline.Evaluate(target, i => !set.Stable[i]).Accuracy,
                alternatives);
        }).ToArray();
        return new ModelInfo(
            "", options.TrainedAt ?? cycles.ModifiedAt, cycles.DataHash, cycles.Count, cycles.Runs.Distinct().Count(), Features,
            new Dictionary<string, double>
            {
                ["seed"] = options.Seed,
                ["folds"] = options.Folds,
                ["inner_folds"] = options.InnerFolds,
                ["ridge"] = options.Ridge,
                ["shrinkage"] = options.Shrinkage,
                ["head_ridge"] = options.HeadRidge,
                ["false_alarm_rate"] = options.FalseAlarmRate,
            },
            components, cycles.HasStableFlag ? headline.Evaluate(Target.StableIndex) : null,
            evaluations.ToDictionary(e => e.Split.Name, e => (IReadOnlyDictionary<string, double>)Target.LabelledIn(cycles)
                .ToDictionary(t => Target.All[t].Name, t => Math.Round(e.Result.Evaluate(t).Accuracy, 5))));
    }

    private static string AlgorithmOf(Component component) => component switch
    {
        Component.Cooler => "settled_efficiency",
        Component.Accumulator => "stacked_inverse_regression",
        _ => "inverse_regression",
    };
}
