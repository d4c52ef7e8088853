using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Windows;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace Faultline.Learning.Training;

/// <summary>
/// ML.NET's LightGBM on simple features (each sensor's mean, deviation and six ten-second means), cross-validated on the same runs: what
/// a general learner reaches, to judge the rig's own models by. It is measured, not stored.
/// </summary>
internal static class Challenger
{
    private const int Parts = 6;
    private const int FeatureCount = RigLayout.Sensors * (Parts + 2);

    /// <summary>Held-out level index per component and cycle.</summary>
    public static int[][] CrossValidate(TrainingSet set, int[] folds, int seed)
    {
        var features = Enumerable.Range(0, set.Count).Select(i => Features(set.Values.Row(i))).ToArray();
        var result = ComponentClasses.All.Select(_ => new int[set.Count]).ToArray();
        foreach (var component in ComponentClasses.All)
        {
            foreach (int fold in folds.Distinct().Order())
                PredictFold(set, folds, fold, (int)component, features, seed, result[(int)component]);
        }

        return result;
    }

    private static void PredictFold(TrainingSet set, int[] folds, int fold, int component, float[][] features, int seed, int[] result)
    {
        var ml = new MLContext(seed);
        IDataView View(bool heldOut) => ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, set.Count).Where(i => folds[i] == fold == heldOut)
                .Select(i => new Row { Level = (uint)set.Levels[i][component] + 1, Features = features[i] }),
            Schema(ComponentClasses.Of((Component)component).Count));
        var model = ml.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            LabelColumnName = nameof(Row.Level),
            FeatureColumnName = nameof(Row.Features),
            NumberOfIterations = 30,
            NumberOfLeaves = 15,
            LearningRate = 0.2,
            NumberOfThreads = 2,
            Seed = seed,
        }).Fit(View(heldOut: false));
        var predicted = model.Transform(View(heldOut: true)).GetColumn<uint>("PredictedLabel").ToArray();
        int next = 0;
        for (int i = 0; i < set.Count; i++)
        {
            if (folds[i] == fold)
                result[i] = (int)predicted[next++] - 1;
        }
    }

    private static SchemaDefinition Schema(int classes)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Level)].ColumnType = new KeyDataViewType(typeof(uint), classes);
        return schema;
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
        public uint Level { get; set; }

        [VectorType(FeatureCount)]
        public float[] Features { get; set; } = [];
    }
}
