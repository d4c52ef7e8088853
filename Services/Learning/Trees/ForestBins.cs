using System.Runtime.Intrinsics;

namespace Faultline.Learning.Trees;

/// <summary>The features that the trees of a forest split on, and their thresholds.</summary>
internal sealed class ForestBins
{
    /// <summary>Most features: whole vectors of bytes.</summary>
    public const int Most = 256;

    /// <summary>Rank that no bin lies above.</summary>
    public const byte Never = byte.MaxValue;

    private readonly Dictionary<int, (int Place, float[] Thresholds)> features = [];

    public ForestBins(IEnumerable<TreeLayout> trees)
    {
        List<float> thresholds = [];
        List<ForestFeature> list = [];
        foreach (var group in trees.SelectMany(tree => tree.Splits).GroupBy(split => split.Feature).OrderBy(group => group.Key))
        {
            float[] own = [.. group.Select(split => split.Threshold).Distinct().Order()];
            if (own.Length >= Never || list.Count == Most)
                throw new NotSupportedException($"{own.Length} thresholds of feature {group.Key}, the {list.Count + 1}th: at most {Never - 1} of {Most} features are evaluated");
            int first = thresholds.Count;
            thresholds.AddRange(own);
            while (thresholds.Count % Vector512<float>.Count != 0)
                thresholds.Add(float.NaN);
            features.Add(group.Key, (list.Count, own));
            list.Add(new ForestFeature(group.Key, first, thresholds.Count, own.Length));
        }

        (Features, Thresholds) = ([.. list], [.. thresholds]);
    }

    public ForestFeature[] Features { get; }

    public float[] Thresholds { get; }

    /// <summary>The place of a feature among those that are split on, and the rank of one of its thresholds.</summary>
    public (byte Place, byte Rank) Of(int feature, float threshold)
    {
        var (place, thresholds) = features[feature];
        return ((byte)place, (byte)Array.IndexOf(thresholds, threshold));
    }
}
