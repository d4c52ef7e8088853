using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Models;

/// <summary>Recorded cycles laid out for training: values, level indices, oil temperatures and weights.</summary>
internal sealed class TrainingSet
{
    private const double UsualRun = 10;

    public TrainingSet(RecordedCycles cycles)
    {
        Values = new Matrix(cycles.Count, RigLayout.Values);
        Levels = new int[cycles.Count][];
        Weights = new double[cycles.Count];
        Temperatures = new (double, double)[cycles.Count];
        Stable = [.. cycles.Labels.Select(labels => !labels.Unstable)];
        Runs = [.. cycles.Runs];
        var sizes = cycles.Runs.CountBy(run => run).ToDictionary();
        for (int i = 0; i < cycles.Count; i++)
        {
            for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
                cycles.Values(i, sensor).CopyTo(Values.Row(i)[(sensor * RigLayout.Seconds)..]);
            Weights[i] = Math.Min(1, UsualRun / sizes[cycles.Runs[i]]);
            Levels[i] = LevelsOf(cycles.Labels[i]);
            Temperatures[i] = OilTemperature.Of(Values.Row(i));
        }
    }

    public Matrix Values { get; }

    /// <summary>Per cycle the index of each component's level in <see cref="ComponentClasses"/>.</summary>
    public int[][] Levels { get; }

    /// <summary>Weight of a cycle that counts runs and not cycles: no run counts for more than the usual ten (three warm-ups have 200).</summary>
    public double[] Weights { get; }

    /// <summary>Whether static conditions were reached in the cycle.</summary>
    public bool[] Stable { get; }

    /// <summary>The run of each cycle.</summary>
    public int[] Runs { get; }

    public (double First, double Second)[] Temperatures { get; }

    public int Count => Levels.Length;

    public static int[] LevelsOf(CycleLabels labels)
    {
        double[] values = [labels.Cooler, labels.Valve, labels.PumpLeakage, labels.Accumulator];
        return [.. ComponentClasses.All.Select(component => ComponentClasses.Of(component).ToList().IndexOf(values[(int)component]))];
    }
}
