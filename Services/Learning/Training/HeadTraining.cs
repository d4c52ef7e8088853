using Faultline.Contracts;
using Faultline.Learning.Features;
using Faultline.Learning.Models;
using Faultline.Learning.Numerics;

namespace Faultline.Learning.Training;

/// <summary>Trains the heads on readings of the training cycles, each read by a circuit that had not seen its run.</summary>
internal static class HeadTraining
{
    private const double FullWeightRun = 20;
    private const double PlainRidge = 1e-5;

    // A mislabelled cycle (there are some) must not decide the sharpness: beyond this probability its loss grows no more.
    private const double LeastProbability = 1e-4;

    /// <summary>Trains all heads; fills the probabilities of the readings on the way.</summary>
    public static ComponentHeads Fit(TrainingSet set, int[] rows, WindowScore[] readings, TrainingOptions options)
    {
        var weights = Weights(set, rows);
        var cooler = LogisticTraining.Fit(
            Table(rows.Length, 1, i => [CoolerSettling.Of(set.Values.Row(rows[i]))]), Labels(set, rows, Component.Cooler), weights, 3, PlainRidge);
        var valve = Sharpen(set, rows, Component.Valve, weights, reading => reading.Valve, readings);
        var pump = Sharpen(set, rows, Component.Pump, weights, reading => reading.Pump, readings);
        for (int i = 0; i < rows.Length; i++)
        {
            var window = set.Values.Row(rows[i]);
            RigModel.ReadCooler(cooler, window, readings[i]);
            RigModel.FillOthers(window, readings[i]);
            RigModel.Apply(valve, readings[i].Valve, readings[i].ProbabilitiesOf(Component.Valve));
            RigModel.Apply(pump, readings[i].Pump, readings[i].ProbabilitiesOf(Component.Pump));
            StabilityFeatures.Fill(
                window, readings[i].Probabilities(Component.Valve)[0], readings[i].Probabilities(Component.Pump)[0], readings[i].Stability);
        }

        var accumulator = Average(
            FitHalf(set, rows, readings, weights, scaled: false, options), FitHalf(set, rows, readings, weights, scaled: true, options));
        var unstable = LogisticTraining.Fit(
            Table(rows.Length, StabilityFeatures.Count, i => readings[i].Stability), [.. rows.Select(row => set.Stable[row] ? 0 : 1)],
            [.. rows.Select(_ => 1.0)], 2, PlainRidge);
        return new ComponentHeads(cooler, valve, pump, accumulator, unstable);
    }

    private static double[] Weights(TrainingSet set, int[] rows)
    {
        var sizes = rows.CountBy(row => set.Runs[row]).ToDictionary();
        return [.. rows.Select(row => Math.Min(1, FullWeightRun / sizes[set.Runs[row]]))];
    }

    private static int[] Labels(TrainingSet set, int[] rows, Component component) => [.. rows.Select(row => set.Levels[row][(int)component])];

    // One factor on the scaled gaps, the one of least weighted log loss: the order of the levels stays as the regression has it.
    private static LogisticHead Sharpen(
        TrainingSet set, int[] rows, Component component, double[] weights, Func<WindowScore, double[]> gaps, WindowScore[] readings)
    {
        int classes = ComponentClasses.Of(component).Count;
        double best = 1, least = double.MaxValue;
        var p = new double[classes];
        for (int step = -16; step <= 16; step++)
        {
            double sharpness = Math.Pow(2, step / 4.0), loss = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                for (int k = 0; k < classes; k++)
                    p[k] = sharpness * gaps(readings[i])[k];
                LogisticHead.Softmax(p);
                loss -= weights[i] * Math.Log(Math.Max(p[set.Levels[rows[i]][(int)component]], LeastProbability));
            }

            if (loss < least)
                (best, least) = (sharpness, loss);
        }

        var head = new Matrix(classes, classes + 1);
        for (int k = 0; k < classes; k++)
            head[k, k] = best;
        return new LogisticHead(head);
    }

    private static LogisticHead FitHalf(
        TrainingSet set, int[] rows, WindowScore[] readings, double[] weights, bool scaled, TrainingOptions options)
    {
        int[] half = AccumulatorFeatures.Half(scaled);
        var table = Table(rows.Length, half.Length, i => [.. half.Select(index => readings[i].Accumulator[index])]);
        var narrow = LogisticTraining.Fit(table, Labels(set, rows, Component.Accumulator), weights, AccumulatorFeatures.Levels, options.HeadRidge);
        var wide = new Matrix(narrow.Classes, AccumulatorFeatures.Count + 1);
        for (int k = 0; k < narrow.Classes; k++)
        {
            for (int i = 0; i < half.Length; i++)
                wide[k, half[i]] = narrow.Weights[k, i];
            wide[k, AccumulatorFeatures.Count] = narrow.Weights[k, half.Length];
        }

        return new LogisticHead(wide);
    }

    private static LogisticHead Average(LogisticHead a, LogisticHead b)
    {
        var mean = new Matrix(a.Weights.Rows, a.Weights.Columns);
        for (int i = 0; i < mean.Data.Length; i++)
            mean.Data[i] = (a.Weights.Data[i] + b.Weights.Data[i]) / 2;
        return new LogisticHead(mean);
    }

    private static Matrix Table(int rows, int columns, Func<int, double[]> row)
    {
        var table = new Matrix(rows, columns);
        for (int i = 0; i < rows; i++)
            row(i).CopyTo(table.Row(i));
        return table;
    }
}
