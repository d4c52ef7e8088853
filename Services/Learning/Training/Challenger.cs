using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Windows;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace Faultline.Learning.Training;

/// <summary>
/// ML.NET's LightGBM on simple features (each sensor's mean, deviation and six ten-second means), cross-validated in five folds of whole runs: what
/// a general learner reaches, to judge the rig's own models by. It is measured, not stored.
/// </summary>
internal static class Challenger
{
    private const int Folds = 5;
    private const int Parts = 6;
    private const int FeatureCount = RigLayout.Sensors * (Parts + 2);

    /// <summary>Held-out level index per component and cycle.</summary>
    public static int[][] CrossValidate(TrainingSet set, int[] folds, int seed)
    {
        var features = Enumerable.Range(0, set.Count).Select(i => Features(set.Values.Row(i))).ToArray();
        int[] coarse = [.. folds.Select(fold => fold % Folds)];
        var result = ComponentClasses.All.Select(_ => new int[set.Count]).ToArray();
        foreach (var component in ComponentClasses.All)
        {
            for (int fold = 0; fold < Folds; fold++)
                PredictFold(set, coarse, fold, (int)component, features, seed, result[(int)component]);
        }

        return result;
    }

    private static void PredictFold(TrainingSet set, int[] folds, int fold, int component, float[][] features, int seed, int[] result)
    {
        var ml = new MLContext(seed);
        IDataView View(bool heldOut) => ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, set.Count).Where(i => folds[i] == fold == heldOut)
                .Select(i => new Row { Level = set.Levels[i][component], Features = features[i] }).ToArray());
        var trainer = ml.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            LabelColumnName = "Label",
            FeatureColumnName = nameof(Row.Features),
            NumberOfIterations = 25,
            NumberOfLeaves = 12,
            MaximumBinCountPerFeature = 63,
            LearningRate = 0.2,
            NumberOfThreads = 1,
            Seed = seed,
        });
        var model = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Row.Level))
            .Append(trainer)
            .Append(ml.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel"))
            .Fit(View(heldOut: false));
        var predicted = model.Transform(View(heldOut: true)).GetColumn<int>("Predicted").ToArray();
        int next = 0;
        for (int i = 0; i < set.Count; i++)
        {
            if (folds[i] == fold)
                result[i] = predicted[next++];
        }
    }

    private static float[] Features(ReadOnlySpan<double> values)
    {
        var features = new float[FeatureCount];
        int next = 0;
        const int length = RigLayout.Seconds / Parts;
        for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            var series = values.Slice(sensor * RigLayout.Seconds, RigLayout.Seconds);
            double mean = Mean(series), squares = 0;
            foreach (double value in series)
                squares += (value - mean) * (value - mean);
            features[next++] = (float)mean;
            features[next++] = (float)Math.Sqrt(squares / series.Length);
            for (int part = 0; part < Parts; part++)
                features[next++] = (float)Mean(series.Slice(part * length, length));
        }

        return features;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum / values.Length;
    }

    private sealed class Row
    {
        public int Level { get; set; }

        [VectorType(FeatureCount)]
        public float[] Features { get; set; } = [];
    }
}
