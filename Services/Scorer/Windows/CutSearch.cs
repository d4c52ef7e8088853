using Faultline.Learning.Twin;
using Faultline.Learning.Windows;

namespace Faultline.Scorer.Windows;

/// <summary>
/// Finds the cut under which a machine's last load cycle fits the recorded rig best (<see cref="CycleFit"/>). Values that flow from second to second
/// show their edges only in what they sum to: an offset wrong by 30 ms looks like a worn valve, but fits worse than the right one in every state.
/// </summary>
internal sealed class CutSearch(PhaseAligner aligner, CycleFit fit)
{
    /// <summary>Offsets tried within a bin, before the best is refined.</summary>
    public const int Steps = 20;

    /// <summary>Halvings of the step around the best: to a bin / 640, 1.6 ms at real speed.</summary>
    public const int Refinements = 5;

    /// <summary>Least confidence of the phase for a window to be taken as a load cycle.</summary>
    public const double LeastConfidence = 0.5;

    /// <summary>How much better a new cut must fit to replace the one in use: a cycle in which a condition jumps fits none well.</summary>
    public const double ClearlyBetter = 0.8;

    /// <summary>The best cut of the cycle that ends within the bin before <paramref name="end"/>; null when nothing looks like a load cycle.</summary>
    public Cut? Find(CycleBuffer source, double end, Cut? known)
    {
        var best = Flowing(source, end);
        if (source.FindSteps(end) is { } steps)
            best = Better(best, Try(source, end, new Cut(steps, Held: true, Lag: 0)));
        if (best is not { } found)
            return null;
        best = found = Lagging(source, end, found);
        return known is { } cut && Try(source, end, cut) is { } present && found.Distance > present.Distance * ClearlyBetter ? cut : found.Cut;
    }

    /// <summary>The window under a cut in canonical phase; null when it has too many gaps or is no load cycle.</summary>
    public PhaseAlignment? Align(double[] values) =>
        BinGaps.Longest(values).Length > SlidingWindow.LongestBridge ? null : aligner.Align(CycleWindow.FromPartial(values));

    private static (Cut Cut, double Distance)? Better((Cut Cut, double Distance)? one, (Cut Cut, double Distance)? other) =>
        one is null || other?.Distance < one.Value.Distance ? other : one;

    private (Cut Cut, double Distance)? Flowing(CycleBuffer source, double end)
    {
        var step = source.BinWidth / Steps;
        (Cut Cut, double Distance)? best = null;
        for (var i = 0; i < Steps; i++)
            best = Better(best, Try(source, end, new Cut(i * step, Held: false, Lag: 0)));
        for (var i = 0; i < Refinements && best is { } around; i++)
        {
            step /= 2;
            best = Better(best, Try(source, end, around.Cut with { Offset = Wrap(around.Cut.Offset - step, source.BinWidth) }));
            best = Better(best, Try(source, end, around.Cut with { Offset = Wrap(around.Cut.Offset + step, source.BinWidth) }));
        }
        return best;
    }

    private (Cut Cut, double Distance) Lagging(CycleBuffer source, double end, (Cut Cut, double Distance) found)
    {
        var best = found;
        foreach (var lag in (ReadOnlySpan<int>)[-1, 1])
        {
            if (Try(source, end, found.Cut with { Lag = lag }) is { } other && other.Distance < best.Distance * ClearlyBetter)
                best = other;
        }
        return best;
    }

    private (Cut Cut, double Distance)? Try(CycleBuffer source, double end, Cut cut) =>
        Align(source.Bin(source.Floor(end, cut.Offset), cut)) is { Confidence: >= LeastConfidence } aligned ? (cut, fit.Distance(aligned.Window)) : null;

    private static double Wrap(double offset, double width) => offset - (Math.Floor(offset / width) * width);
}
