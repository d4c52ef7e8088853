namespace Faultline.Benchmarks.Scenarios.Predict;

/// <summary>What came of a load.</summary>
/// <param name="Milliseconds">Time of each answered request, from when it was due.</param>
/// <param name="Duration">How long it lasted.</param>
/// <param name="Failures">Answers that were no 200, and broken connections.</param>
internal sealed record LoadResult(IReadOnlyCollection<double> Milliseconds, TimeSpan Duration, int Failures)
{
    public double RequestsPerSecond => Milliseconds.Count / Duration.TotalSeconds;
}
