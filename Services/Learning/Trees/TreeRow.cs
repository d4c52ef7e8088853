using Microsoft.ML.Data;

namespace Faultline.Learning.Trees;

/// <summary>A row of features as ML.NET reads it.</summary>
public sealed class TreeRow
{
    /// <summary>Whether the cycle is at the level in question.</summary>
    public bool Label { get; set; }

    /// <summary>The features.</summary>
    [VectorType(SegmentFeatures.Count)]
    public float[] Features { get; set; } = [];
}
