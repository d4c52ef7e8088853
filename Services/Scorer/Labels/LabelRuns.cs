using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Labels;

/// <summary>
/// Which labelled windows no split may part: those of one system that follow each other closely, which are near-copies, and with them any that hold the very same window,
/// as one that was posted twice does.
/// </summary>
internal static class LabelRuns
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>The run of each label.</summary>
    /// <param name="labels">Labels by system and end of the window.</param>
    public static int[] Of(IReadOnlyList<PredictionLabel> labels)
    {
        var runs = Successive(labels);
        var joined = Enumerable.Range(0, labels.Count).ToArray();
        var known = new Dictionary<string, int>();
        for (var i = 0; i < labels.Count; i++)
        {
            var window = WindowOf(labels[i]);
            if (known.TryAdd(window, runs[i]))
                continue;
            var (one, other) = (Root(joined, known[window]), Root(joined, runs[i]));
            joined[Math.Max(one, other)] = Math.Min(one, other);
        }
        return [.. runs.Select(run => Root(joined, run))];
    }

    private static int[] Successive(IReadOnlyList<PredictionLabel> labels)
    {
        var runs = new int[labels.Count];
        for (var i = 1; i < runs.Length; i++)
        {
            var follows = labels[i].SystemId == labels[i - 1].SystemId && labels[i].WindowEnd - labels[i - 1].WindowEnd <= Pause;
            runs[i] = runs[i - 1] + (follows ? 0 : 1);
        }
        return runs;
    }

    private static int Root(int[] joined, int run)
    {
        while (joined[run] != run)
            run = joined[run];
        return run;
    }

    private static string WindowOf(PredictionLabel label) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>([.. label.Means])));
}
