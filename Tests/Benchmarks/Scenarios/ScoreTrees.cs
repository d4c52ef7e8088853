using System.Diagnostics;
using Faultline.Contracts;
using Faultline.Learning.Trees;

namespace Faultline.Benchmarks.Scenarios;

/// <summary>
/// The same trees by our evaluator and by ML.NET's PredictionEngine, both from the same row of features: one engine an ensemble, the row
/// handed over by reference and the answer filled in place, which is the cheapest way that ML.NET has.
/// </summary>
internal static class ScoreTrees
{
    // Clock ticks are coarse beside one evaluation: sixteen are timed together.
    private const int Together = 16;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    public static (Dictionary<string, double> Figures, Dictionary<string, double> Floor) Measure(TimeSpan duration, CancellationToken cancellationToken)
    {
        var challenger = TreeChallenger.Train(TwinCycles.Load(), seed: 1);
        float[][] rows = TwinCycles.Features();
        var engines = ComponentClasses.All.Select(challenger.CreateEngines).ToArray();
        var scores = new double[challenger.Count];
        double farthest = 0;
        for (int i = 0; i < rows.Length; i++)
            farthest = Math.Max(farthest, Difference(challenger, engines, rows[i], scores));
        double own = Time(rows, duration / 2, row => challenger.Score(row, scores), cancellationToken);
        var input = new TreeRow();
        var output = new TreeOutput();
        double theirs = Time(rows, duration / 2, row =>
        {
            input.Features = row;
            foreach (var component in engines)
            {
                foreach (var engine in component)
                    engine.Predict(input, ref output);
            }
        }, cancellationToken);
        return (
            new Dictionary<string, double> { ["trees_p50_us"] = own, ["trees_times_faster"] = theirs / own, ["trees_largest_difference"] = farthest },
            new Dictionary<string, double> { ["prediction_engine_p50_us"] = theirs });
    }

    private static double Difference(
        TreeChallenger challenger, Microsoft.ML.PredictionEngine<TreeRow, TreeOutput>[][] engines, float[] row, double[] scores)
    {
        double farthest = 0;
        challenger.Score(row, scores);
        foreach (var component in ComponentClasses.All)
        {
            var own = challenger.ScoresOf(component, scores);
            for (int level = 0; level < engines[(int)component].Length; level++)
            {
                double expected = engines[(int)component][level].Predict(new TreeRow { Features = row }).Score;
                farthest = Math.Max(farthest, Math.Abs(expected - own[level]) / Math.Max(1, Math.Abs(expected)));
            }
        }

        return farthest;
    }

    private static double Time(float[][] rows, TimeSpan duration, Action<float[]> work, CancellationToken cancellationToken)
    {
        var samples = new List<double>();
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; samples.Count == 0 || Stopwatch.GetElapsedTime(begin) < WarmUp + duration; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            for (int k = 0; k < Together; k++)
                work(rows[((i * Together) + k) % rows.Length]);
            if (Stopwatch.GetElapsedTime(begin) >= WarmUp)
                samples.Add((Stopwatch.GetTimestamp() - start) * 1e6 / Stopwatch.Frequency / Together);
        }

        return Percentiles.Of(samples, 50);
    }
}
