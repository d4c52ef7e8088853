using System.Diagnostics;
using Faultline.Contracts;
using Faultline.Learning.Trees;

namespace Faultline.Benchmarks.Scenarios;

/// <summary>The same trees by our evaluator and by ML.NET's PredictionEngine.</summary>
internal static class ScoreTrees
{
    private const int WarmUp = 300;

    public static (Dictionary<string, double> Figures, Dictionary<string, double> Floor) Measure(TimeSpan duration, CancellationToken cancellationToken)
    {
        var challenger = TreeChallenger.Train(TwinCycles.Load(), seed: 1);
        float[][] rows = TwinCycles.Features();
        var engines = ComponentClasses.All.Select(challenger.CreateEngines).ToArray();
        var scores = new double[4];
        double farthest = 0;
        for (int i = 0; i < rows.Length; i++)
            farthest = Math.Max(farthest, Difference(challenger, engines, rows[i], scores));
        double own = Time(rows, duration / 2, row =>
        {
            foreach (var component in ComponentClasses.All)
                challenger.Score(component, row, scores);
        }, cancellationToken);
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
        foreach (var component in ComponentClasses.All)
        {
            challenger.Score(component, row, scores);
            for (int level = 0; level < engines[(int)component].Length; level++)
            {
                double expected = engines[(int)component][level].Predict(new TreeRow { Features = row }).Score;
                farthest = Math.Max(farthest, Math.Abs(expected - scores[level]) / Math.Max(1, Math.Abs(expected)));
            }
        }

        return farthest;
    }

    private static double Time(float[][] rows, TimeSpan duration, Action<float[]> work, CancellationToken cancellationToken)
    {
        var samples = new List<double>();
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        for (int i = 0; i < 2 * WarmUp || Stopwatch.GetTimestamp() < until; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            work(rows[i % rows.Length]);
            if (i >= WarmUp)
                samples.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return Percentiles.Of(samples, 50);
    }
}
