using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Models;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace Faultline.Learning.Trees;

/// <summary>
/// ML.NET's LightGBM, one against the rest a level, on <see cref="SegmentFeatures"/>: what a general learner reaches, to judge the rig's
/// own models by. Its trees are evaluated by <see cref="TreeForest"/>; ML.NET's own models stay at hand to compare with.
/// </summary>
public sealed class TreeChallenger
{
    private readonly MLContext context;
    private readonly ITransformer[][] models;
    private readonly TreeEnsemble[][] ensembles;
    private readonly TreeForest forest;

    private TreeChallenger(MLContext context, ITransformer[][] models, TreeEnsemble[][] ensembles)
    {
        this.context = context;
        this.models = models;
        this.ensembles = ensembles;
        forest = TreeForest.Of([.. ensembles.SelectMany(own => own)]);
    }

    /// <summary>Number of scores: one a level of each component.</summary>
    public int Count => forest.Count;

    /// <summary>Trains on all cycles; deterministic (one thread, fixed seed).</summary>
    public static TreeChallenger Train(RecordedCycles cycles, int seed)
    {
        ArgumentNullException.ThrowIfNull(cycles);
        var set = new TrainingSet(cycles);
        return Train(set, [.. Enumerable.Range(0, set.Count)], seed);
    }

    /// <summary>The ensembles of a component, one a level.</summary>
    public IReadOnlyList<TreeEnsemble> EnsemblesOf(Component component) => ensembles[(int)component];

    /// <summary>Fills the scores (log-odds) of all levels, component after component.</summary>
    public void Score(ReadOnlySpan<float> features, Span<double> scores) => forest.Score(features, scores);

    /// <summary>The scores of a component's levels among all scores.</summary>
    public Span<double> ScoresOf(Component component, Span<double> scores)
    {
        int first = ensembles.Take((int)component).Sum(own => own.Length);
        return scores.Slice(first, ensembles[(int)component].Length);
    }

    /// <summary>ML.NET's engine over the same trees, one a level; for one thread at a time.</summary>
    public PredictionEngine<TreeRow, TreeOutput>[] CreateEngines(Component component) =>
        [.. models[(int)component].Select(model => context.Model.CreatePredictionEngine<TreeRow, TreeOutput>(model))];

    internal static TreeChallenger Train(TrainingSet set, int[] rows, int seed)
    {
        var context = new MLContext(seed);
        float[][] features = [.. rows.Select(row =>
        {
            var own = new float[SegmentFeatures.Count];
            SegmentFeatures.Fill(set.Values.Row(row), own);
            return own;
        })];
        var models = ComponentClasses.All.Select(component => ComponentClasses.Of(component).Select((_, level) => Fit(
            context, [.. rows.Select((row, i) => new TreeRow { Label = set.Levels[row][(int)component] == level, Features = features[i] })], seed)).ToArray()).ToArray();
        return new TreeChallenger(context, models, [.. models.Select(own => own.Select(TreesOf).ToArray())]);
    }

    private static BinaryPredictionTransformer<CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>> Fit(
        MLContext context, TreeRow[] rows, int seed) =>
        context.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            LabelColumnName = nameof(TreeRow.Label),
            FeatureColumnName = nameof(TreeRow.Features),
            NumberOfIterations = 40,
            NumberOfLeaves = 12,
            MaximumBinCountPerFeature = 63,
            LearningRate = 0.15,
            NumberOfThreads = 1,
            Seed = seed,
        }).Fit(context.Data.LoadFromEnumerable(rows));

    private static TreeEnsemble TreesOf(ITransformer model) => TreeEnsemble.From(
        ((BinaryPredictionTransformer<CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>>)model).Model.SubModel.TrainedTreeEnsemble);
}
