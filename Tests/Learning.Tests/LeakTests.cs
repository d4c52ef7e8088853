using Faultline.Learning.Models;
using Faultline.Learning.Numerics;
using Faultline.Learning.Training;
using Xunit;

namespace Faultline.Learning.Tests;

public class LeakTests
{
    [Fact]
    public void Fit_HeldOutValuesAndLabelsPoisoned_GivesTheSameModelToTheBit()
    {
        TrainingSet clean = SyntheticCycles.Make(), poisoned = SyntheticCycles.Make();
        int[] train = [.. Enumerable.Range(0, clean.Count).Where(i => i % 4 != 0)];
        for (int i = 0; i < poisoned.Count; i += 4)
        {
            poisoned.Values.Row(i).Fill(double.NaN);
            poisoned.Levels[i] = [2, 3, 2, 3];
            poisoned.Stable[i] = !poisoned.Stable[i];
        }

        var expected = Numbers(ModelFit.Fit(clean, train, new TrainingOptions()).Rig);

        Assert.Equal(expected, Numbers(ModelFit.Fit(poisoned, train, new TrainingOptions()).Rig));
        Assert.All(expected, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Fit_OneLearnedValueChanged_GivesAnotherModel()
    {
        TrainingSet clean = SyntheticCycles.Make(), changed = SyntheticCycles.Make();
        changed.Values[1, 30] += 1;
        int[] train = [.. Enumerable.Range(0, clean.Count)];

        Assert.NotEqual(
            Numbers(ModelFit.Fit(clean, train, new TrainingOptions()).Rig), Numbers(ModelFit.Fit(changed, train, new TrainingOptions()).Rig));
    }

    private static double[] Numbers(RigModel rig)
    {
        List<Matrix> matrices = [rig.Circuit.Response, .. rig.Circuit.Views.Select(view => view.Projection)];
        matrices.AddRange(new[] { rig.Heads.Cooler, rig.Heads.Valve, rig.Heads.Pump, rig.Heads.Accumulator, rig.Heads.Unstable }.Select(h => h.Weights));
        return [.. rig.Circuit.Scales.Mean, .. rig.Circuit.Scales.Scale, .. matrices.SelectMany(matrix => matrix.Data)];
    }
}
