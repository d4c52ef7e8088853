namespace Faultline.Scorer.Predict;

/// <summary>Memory for bodies: batches have theirs apart, so that they never leave none to single windows.</summary>
internal sealed class BodyBudgets
{
    /// <summary>Bytes of each kind: 10,000 single windows of means, four of the largest batches.</summary>
    public const long Bytes = 128 * 1024 * 1024;

    public BodyBudgets(ScorerMetrics metrics) => metrics.ObserveBodies(() => [new(Windows.Taken, Kind("window")), new(Batches.Taken, Kind("batch"))]);

    public BodyBudget Windows { get; } = new(Bytes);

    public BodyBudget Batches { get; } = new(Bytes);

    private static KeyValuePair<string, object?> Kind(string kind) => new("kind", kind);
}
