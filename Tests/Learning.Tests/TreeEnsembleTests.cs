using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Trees;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
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
        var scores = new double[Challenger.Count];
        foreach (var component in ComponentClasses.All)
        {
            var engines = Challenger.CreateEngines(component);
            for (int cycle = 0; cycle < Cycles.Count; cycle++)
            {
                var row = new TreeRow { Features = Features(cycle) };
                Challenger.Score(row.Features, scores);
                for (int level = 0; level < engines.Length; level++)
                {
                    double expected = engines[level].Predict(row).Score;
                    Assert.Equal(expected, Challenger.ScoresOf(component, scores)[level], 1e-6 * Math.Max(1, Math.Abs(expected)));
                }
            }
        }
    }

    // Values on, just above and beside the thresholds, and such that are no numbers, against a walk from the root to a leaf.
    [Fact]
    public void Score_ValuesAtTheThresholds_EqualsAWalkThroughTheTrees()
    {
        TreeEnsemble[] ensembles = [.. ComponentClasses.All.SelectMany(Challenger.EnsemblesOf)];
        float[] thresholds = [.. ensembles.SelectMany(ensemble => Enumerable.Range(0, ensemble.Nodes).Select(ensemble.ThresholdOf))];
        var random = new Random(5);
        var scores = new double[ensembles.Length];
        for (int trial = 0; trial < 500; trial++)
        {
            var row = new float[SegmentFeatures.Count];
            foreach (var ensemble in ensembles)
            {
                for (int node = random.Next(3); node < ensemble.Nodes; node += 1 + random.Next(9))
                    row[ensemble.FeatureOf(node)] = random.Next(5) switch
                    {
                        0 => MathF.BitIncrement(ensemble.ThresholdOf(node)),
                        1 => thresholds[random.Next(thresholds.Length)],
                        2 => random.Next(9) switch { 0 => float.NaN, 1 => float.NegativeInfinity, 2 => float.PositiveInfinity, _ => 0 },
                        _ => ensemble.ThresholdOf(node),
                    };
            }

            TreeForest.Of(ensembles).Score(row, scores);

            for (int i = 0; i < ensembles.Length; i++)
                Assert.Equal(Walk(ensembles[i], row), scores[i], 9);
        }
    }

    [Fact]
    public void Of_TreeWithTooManyLeaves_IsRefused()
    {
        var context = new MLContext(1);
        var rows = Enumerable.Range(0, 200).Select(i => new TreeRow { Label = i % 2 == 0, Features = [.. Enumerable.Repeat((float)i, SegmentFeatures.Count)] });
        var model = context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            LabelColumnName = nameof(TreeRow.Label), FeatureColumnName = nameof(TreeRow.Features), NumberOfLeaves = 40, NumberOfTrees = 1,
            MinimumExampleCountPerLeaf = 1,
        }).Fit(context.Data.LoadFromEnumerable(rows));

        var error = Assert.Throws<NotSupportedException>(() => TreeForest.Of([TreeEnsemble.From(model.Model.SubModel.TrainedTreeEnsemble)]));

        Assert.Contains("at most 16", error.Message, StringComparison.Ordinal);
    }

    private static double Walk(TreeEnsemble ensemble, float[] row)
    {
        double sum = ensemble.Bias;
        foreach (int root in ensemble.Roots)
        {
            int node = root;
            while (node >= 0)
                node = ensemble.ChildrenOf(node, row).Taken;
            sum += ensemble.ValueOf(node);
        }

        return sum;
    }

    [Fact]
    public void Score_AfterWarmUp_AllocatesNothing()
    {
        var rows = Enumerable.Range(0, 20).Select(Features).ToArray();
        var scores = new double[Challenger.Count];
        long Bytes()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (float[] row in rows)
                Challenger.Score(row, scores);
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
                Assert.Equal(Walk(ensemble, row), shap.Baseline + values.Sum(), 9);
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
