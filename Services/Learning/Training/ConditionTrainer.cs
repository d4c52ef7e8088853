using System.Security.Cryptography;
using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Models;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Training;

/// <summary>Trains a <see cref="ConditionModel"/>: same data and options, same machine kind, same bytes.</summary>
public static class ConditionTrainer
{
    private static readonly string[] Features =
    [
        "17 sensors x 60 means over one sixtieth of the load cycle, standardised", "mean oil temperatures TS1 and TS2 of the cycle",
    ];

    /// <summary>Cross-validates with whole runs held out, chooses per component, and trains on all cycles.</summary>
    public static ConditionModel Train(RecordedCycles cycles, TrainingOptions options)
    {
        if (!cycles.HasLabels)
            throw new DatasetException("training needs labels: there is no profile.txt");
        var set = new TrainingSet(cycles);
        var folds = GroupedFolds.Assign(cycles.Runs, options.Folds, options.Seed);
        var heldOut = OutOfFold.Run(set, folds, options);
        var challenger = options.Challenger ? Challenger.CrossValidate(set, folds, options.Seed) : null;
        var components = ComponentClasses.All.Select(component => Choose(component, cycles, set, heldOut, challenger)).ToArray();

        int[] all = [.. Enumerable.Range(0, set.Count)];
        var inverse = RegressionPair.Fit(set, all, options);
        var discriminants = components
            .Select((info, c) => info.Algorithm == ConditionModel.DiscriminantName
                ? LinearDiscriminant.Fit(set, all, c, info.Classes.Count, options.DiscriminantShrinkage)
                : null).ToArray();
        var meanCycle = new double[RigLayout.Values];
        for (int i = 0; i < set.Count; i++)
            Numerics.Blas.Axpy(1.0 / set.Count, set.Values.Row(i), meanCycle);
        var info = Describe(cycles, options, components);
        var model = new ConditionModel(info, meanCycle, inverse, discriminants);
        return new ConditionModel(info with { Version = VersionOf(model) }, meanCycle, inverse, discriminants);
    }

    private static ComponentModelInfo Choose(
        Component component, RecordedCycles cycles, TrainingSet set, OutOfFold heldOut, int[][]? challenger)
    {
        int c = (int)component;
        var classes = ComponentClasses.Of(component);
        var candidates = new[] { ConditionModel.InverseName, ConditionModel.DiscriminantName }.Select(name =>
        {
            double sharpness = heldOut.Calibrate(set, c, name);
            var predicted = Enumerable.Range(0, set.Count).Select(i =>
            {
                var p = heldOut.Probabilities(i, c, name, sharpness);
                return Array.IndexOf(p, p.Max());
            }).ToArray();
            return (Name: name, Sharpness: sharpness, Predicted: predicted,
                Score: Share(set, predicted, c, i => set.Weights[i]), Accuracy: Share(set, predicted, c, _ => 1));
        }).ToArray();
        var best = candidates.MaxBy(candidate => candidate.Score);
        var alternatives = candidates.ToDictionary(candidate => candidate.Name, candidate => Math.Round(candidate.Accuracy, 5));
        if (challenger is not null)
            alternatives["mlnet_lightgbm"] = Math.Round(Share(set, challenger[c], c, _ => 1), 5);
        var evaluation = ComponentEvaluation.Of(classes, best.Predicted.Select((p, i) => (set.Levels[i][c], p)));
        return new ComponentModelInfo(
            component, ComponentClasses.UnitOf(component), classes, best.Name, best.Sharpness, evaluation, best.Score,
            Share(set, best.Predicted, c, i => cycles.Labels[i].Unstable ? 0 : 1),
            Share(set, best.Predicted, c, i => cycles.Labels[i].Unstable ? 1 : 0), alternatives);
    }

    private static double Share(TrainingSet set, int[] predicted, int component, Func<int, double> weight)
    {
        double right = 0, total = 0;
        for (int i = 0; i < predicted.Length; i++)
        {
            total += weight(i);
            right += predicted[i] == set.Levels[i][component] ? weight(i) : 0;
        }

        return total > 0 ? right / total : 0;
    }

    private static ModelInfo Describe(RecordedCycles cycles, TrainingOptions options, ComponentModelInfo[] components) => new(
        "", options.TrainedAt ?? cycles.ModifiedAt, cycles.DataHash, cycles.Count, cycles.Runs.Distinct().Count(), Features,
        new Dictionary<string, double>
        {
            ["seed"] = options.Seed,
            ["folds"] = options.Folds,
            ["steady_ridge"] = options.Steady.Ridge,
            ["steady_shrinkage"] = options.Steady.Shrinkage,
            ["steady_unstable_weight"] = options.Steady.UnstableWeight,
            ["transient_ridge"] = options.Transient.Ridge,
            ["transient_shrinkage"] = options.Transient.Shrinkage,
            ["transient_unstable_weight"] = options.Transient.UnstableWeight,
            ["transient_temperature_slack"] = options.Transient.TemperatureSlack,
            ["discriminant_shrinkage"] = options.DiscriminantShrinkage,
        },
        components);

    private static string VersionOf(ConditionModel model)
    {
        using var bytes = new MemoryStream();
        foreach (var matrix in model.Matrices())
            ArtefactFile.Write(bytes, matrix);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))[..12];
    }
}
