using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Trees;
using Xunit;

namespace Faultline.Learning.Tests;

public class TreeEnsembleTests
{
    private static readonly RecordedCycles Cycles = SyntheticCycles.Load();
    private static readonly TreeChallenger Challenger = TreeChallenger.Train(Cycles, seed: 1);

    private static float[] Features(int cycle)
    {
        var features = new float[SegmentFeatures.Count];
        SegmentFeatures.Fill(Cycles.Window(cycle).Values, features);
        return features;
    }

    [Fact]
    public void Score_AnyRow_EqualsThePredictionEngine()
    {
        foreach (var component in ComponentClasses.All)
        {
            var engines = Challenger.CreateEngines(component);
            for (int cycle = 0; cycle < Cycles.Count; cycle++)
            {
                var row = new TreeRow { Features = Features(cycle) };
                for (int level = 0; level < engines.Length; level++)
                {
                    double expected = engines[level].Predict(row).Score;
                    Assert.Equal(expected, Challenger.EnsemblesOf(component)[level].Score(row.Features), 1e-6 * Math.Max(1, Math.Abs(expected)));
                }
            }
        }
    }

    [Fact]
    public void Score_AfterWarmUp_AllocatesNothing()
    {
        var rows = Enumerable.Range(0, 20).Select(Features).ToArray();
        var scores = new double[4];
        long Bytes()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (float[] row in rows)
                Challenger.Score(Component.Accumulator, row, scores);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Bytes();
        Assert.Equal(0, Bytes());
    }

    [Fact]
    public void TreeShap_AnyRow_SumsToTheScore()
    {
        var background = Enumerable.Range(0, Cycles.Count).Select(Features).ToArray();
        var values = new double[SegmentFeatures.Count];
        foreach (var component in ComponentClasses.All)
        {
            var ensemble = Challenger.EnsemblesOf(component)[0];
            var shap = new TreeShap(ensemble, new TreeCover(ensemble, background));
            foreach (float[] row in background.Take(20))
            {
                shap.Explain(row, values);
                Assert.Equal(ensemble.Score(row), shap.Baseline + values.Sum(), 9);
            }
        }
    }

    // The Shapley value of a sum is the sum of the trees' values, and a tree of 12 leaves has few enough features to enumerate.
    [Fact]
    public void TreeShap_AnyRow_EqualsTheDefinition()
    {
        var background = Enumerable.Range(0, Cycles.Count).Select(Features).ToArray();
        var ensemble = Challenger.EnsemblesOf(Component.Pump)[2];
        var cover = new TreeCover(ensemble, background);
        var expected = new double[SegmentFeatures.Count];
        foreach (int root in ensemble.Roots)
        {
            int[] used = [.. FeaturesBelow(ensemble, root).Distinct()];
            foreach (int feature in used)
                expected[feature] += ShapleyValue(ensemble, cover, background[5], root, used, feature);
        }

        var values = new double[SegmentFeatures.Count];
        new TreeShap(ensemble, cover).Explain(background[5], values);

        Assert.Contains(expected, value => value != 0);
        for (int feature = 0; feature < values.Length; feature++)
            Assert.Equal(expected[feature], values[feature], 9);
    }

    private static IEnumerable<int> FeaturesBelow(TreeEnsemble ensemble, int node)
    {
        if (node < 0)
            return [];
        var (a, b) = ensemble.ChildrenOf(node, new float[SegmentFeatures.Count]);
        return [ensemble.FeatureOf(node), .. FeaturesBelow(ensemble, a), .. FeaturesBelow(ensemble, b)];
    }

    // Σ over subsets S without the feature of |S|!(n−|S|−1)!/n! · (v(S ∪ feature) − v(S)), v = expectation with S known.
    private static double ShapleyValue(TreeEnsemble ensemble, TreeCover cover, float[] row, int root, int[] features, int feature)
    {
        int[] others = [.. features.Where(f => f != feature)];
        double sum = 0;
        for (int subset = 0; subset < 1 << others.Length; subset++)
        {
            var known = others.Where((_, i) => (subset >> i & 1) == 1).ToHashSet();
            double weight = 1.0 / features.Length;
            for (int i = 0; i < known.Count; i++)
                weight *= (i + 1.0) / (features.Length - known.Count + i);
            double without = Expect(ensemble, cover, row, known, root);
            known.Add(feature);
            sum += weight * (Expect(ensemble, cover, row, known, root) - without);
        }

        return sum;
    }

    private static double Expect(TreeEnsemble ensemble, TreeCover cover, float[] row, HashSet<int> known, int node)
    {
        if (node < 0)
            return ensemble.ValueOf(node);
        var (taken, other) = ensemble.ChildrenOf(node, row);
        if (known.Contains(ensemble.FeatureOf(node)))
            return Expect(ensemble, cover, row, known, taken);
        return ((cover.Of(taken) * Expect(ensemble, cover, row, known, taken)) + (cover.Of(other) * Expect(ensemble, cover, row, known, other))) / cover.Of(node);
    }
}
