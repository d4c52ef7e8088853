using System.Diagnostics;
using Faultline.Contracts;
using Faultline.Learning.Explanations;
using Faultline.Learning.Models;
using Faultline.Learning.Twin;

namespace Faultline.Benchmarks.Scenarios;

/// <summary>
/// One window of 1020 values to the predictions of all components, the stable flag and the novelty, on one thread; with explanations off
/// and on. The windows are the twin's, so that nothing but this repository is needed.
/// </summary>
internal sealed class ScoreScenario : IScenario
{
    private const int Windows = 144;
    private const int Batch = 20_000;

    public string Name => "score";

    public string Summary => "one window to predictions, in µs (p50, p99), bytes and windows per second; trees against ML.NET";

    public Task<ScenarioResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var model = ConditionModel.LoadEmbedded();
        double[][] windows = MakeWindows();
        var plain = Measure(model, windows, explain: false, duration / 4, cancellationToken);
        var explained = Measure(model, windows, explain: true, duration / 4, cancellationToken);
        var figures = new Dictionary<string, double>
        {
            ["p50_us"] = plain.P50,
            ["p99_us"] = plain.P99,
            ["bytes_per_window"] = plain.Bytes,
            ["windows_per_s"] = Throughput(model, windows, explain: false, duration / 8, cancellationToken),
            ["explained_p50_us"] = explained.P50,
            ["explained_p99_us"] = explained.P99,
            ["explained_bytes_per_window"] = explained.Bytes,
            ["explained_windows_per_s"] = Throughput(model, windows, explain: true, duration / 8, cancellationToken),
        };
        var trees = ScoreTrees.Measure(duration / 8, cancellationToken);
        foreach (var (name, value) in trees.Figures)
            figures[name] = value;
        return Task.FromResult(new ScenarioResult(
            figures, trees.Floor,
            [
                "p50, p99: one thread, window in canonical phase, buffers warm; windows_per_s: all cores",
                "The model in use is linear algebra (inverse regressions and logistic heads), no trees. trees_*: LightGBM challenger, 14 one-against-rest "
                + "ensembles of four components, by the evaluator of this repository; floor: ML.NET's PredictionEngine on the same trees and windows. "
                + "Both without making the features.",
            ]));
    }

    private static (double P50, double P99, double Bytes) Measure(
        ConditionModel model, double[][] windows, bool explain, TimeSpan duration, CancellationToken cancellationToken)
    {
        var score = new WindowScore();
        var explanation = new WindowExplanation();
        var samples = new List<double>(1 << 20);
        double bytes = 0;
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        for (int i = 0; Stopwatch.GetTimestamp() < until || i < 2 * Batch; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (i == Batch)
                samples.Clear();
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            Score(model, windows[i % windows.Length], explain, score, explanation);
            double elapsed = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            bytes = i >= Batch ? Math.Max(bytes, GC.GetAllocatedBytesForCurrentThread() - before) : 0;
            if (samples.Count < samples.Capacity)
                samples.Add(elapsed);
        }

        return (Percentiles.Of(samples, 50), Percentiles.Of(samples, 99), bytes);
    }

    private static double Throughput(ConditionModel model, double[][] windows, bool explain, TimeSpan duration, CancellationToken cancellationToken)
    {
        long total = 0;
        var start = Stopwatch.GetTimestamp();
        var until = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        Parallel.For(0, Environment.ProcessorCount, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, _ =>
        {
            var score = new WindowScore();
            var explanation = new WindowExplanation();
            long count = 0;
            while (Stopwatch.GetTimestamp() < until)
                Score(model, windows[count++ % windows.Length], explain, score, explanation);
            Interlocked.Add(ref total, count);
        });
        return total / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Score(ConditionModel model, double[] window, bool explain, WindowScore score, WindowExplanation explanation)
    {
        model.Score(window, score);
        if (explain)
            model.Explain(score, explanation);
    }

    private static double[][] MakeWindows()
    {
        var twin = RigTwin.LoadEmbedded();
        return [.. Enumerable.Range(0, Windows).Select(i => twin.Cycle(ConditionOf(i), i).Values.ToArray())];
    }

    internal static RigCondition ConditionOf(int i)
    {
        double Level(Component component, int divisor) => ComponentClasses.Of(component)[i / divisor % ComponentClasses.Of(component).Count];
        return new RigCondition(Level(Component.Cooler, 48), Level(Component.Valve, 12), Level(Component.Pump, 4), Level(Component.Accumulator, 1));
    }
}
