using Faultline.Contracts;
using Faultline.Learning.Models;

namespace Faultline.Learning.Training;

/// <summary>Log-likelihoods of every cycle by models that saw none of its run.</summary>
internal sealed class OutOfFold
{
    private readonly double[][] joint;
    private readonly double[][][] discriminant;

    private OutOfFold(int cycles)
    {
        joint = new double[cycles][];
        discriminant = [.. ComponentClasses.All.Select(_ => new double[cycles][])];
    }

    public static OutOfFold Run(TrainingSet set, int[] folds, TrainingOptions options)
    {
        var result = new OutOfFold(set.Count);
        foreach (int fold in folds.Distinct().Order())
        {
            int[] train = [.. Enumerable.Range(0, set.Count).Where(i => folds[i] != fold)];
            int[] test = [.. Enumerable.Range(0, set.Count).Where(i => folds[i] == fold)];
            var inverse = RegressionPair.Fit(set, train, options);
            foreach (int i in test)
                inverse.Score(set.Values.Row(i), result.joint[i] = new double[StateDesign.Combinations]);
            foreach (var component in ComponentClasses.All)
            {
                int c = (int)component, classes = ComponentClasses.Of(component).Count;
                var lda = LinearDiscriminant.Fit(set, train, c, classes, options.DiscriminantShrinkage);
                foreach (int i in test)
                    lda.Score(set.Values.Row(i), result.discriminant[c][i] = new double[classes]);
            }
        }

        return result;
    }

    /// <summary>Probabilities of a component's levels of one cycle.</summary>
    public double[] Probabilities(int cycle, int component, string algorithm, double sharpness)
    {
        var probabilities = new double[discriminant[component][cycle].Length];
        if (algorithm == ConditionModel.InverseName)
            InverseRegression.Marginal(joint[cycle], component, sharpness, probabilities);
        else
            LinearDiscriminant.Softmax(discriminant[component][cycle], sharpness, probabilities);
        return probabilities;
    }

    /// <summary>The sharpness of least weighted log loss; probabilities are then as honest as one factor can make them.</summary>
    public double Calibrate(TrainingSet set, int component, string algorithm)
    {
        double best = 1, least = double.MaxValue;
        for (int step = -16; step <= 4; step++)
        {
            double sharpness = Math.Pow(10, step / 8.0), loss = 0;
            for (int i = 0; i < set.Count; i++)
            {
                double p = Probabilities(i, component, algorithm, sharpness)[set.Levels[i][component]];
                loss -= set.Weights[i] * Math.Log(Math.Max(p, 1e-12));
            }

            if (loss < least)
                (best, least) = (sharpness, loss);
        }

        return best;
    }
}
