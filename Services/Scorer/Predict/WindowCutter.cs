using Faultline.Learning.Twin;
using Faultline.Learning.Windows;
using Faultline.Scorer.Windows;
using Faultline.ServiceDefaults;

namespace Faultline.Scorer.Predict;

/// <summary>
/// Makes the 17 × 60 means of a posted window. Faster samples tell where the machine's own seconds begin within theirs: as the window is one whole cycle it is cut on a
/// circle at the offset that fits the rig best (as <see cref="CutSearch"/> does on the live line).
/// </summary>
internal sealed class WindowCutter(PhaseAligner aligner, CycleFit fit)
{
    /// <summary>Offsets tried before the best is refined, as on the live line.</summary>
    private const int Steps = CutSearch.Steps;

    /// <summary>The window in canonical phase and the offset of its seconds; null with at least one fault when too much is missing.</summary>
    public CutWindow? Cut(PostedWindow posted, RequestFaults faults)
    {
        var means = new double[RigLayout.Values];
        CircularBins.Fill(posted, 0, 0, means);
        if (!IsSufficient(means, faults))
            return null;
        var rate = 1;
        for (var sensor = 0; sensor < RigLayout.Sensors; sensor++)
            rate = Math.Max(rate, posted.Length(sensor) / RigLayout.Seconds);
        return rate == 1 ? new CutWindow(aligner.Align(CycleWindow.TakePartial(means)), 0) : Search(posted, rate, means);
    }

    // Two questions at once: where the seconds begin, and which of its samples a sensor with one a second took in the first of them.
    private CutWindow Search(PostedWindow posted, int rate, double[] means)
    {
        var best = new Tried(null, 0, 0, double.PositiveInfinity);
        var step = Math.Max(1, rate / Steps);
        for (var slowFirst = 0; slowFirst <= 1; slowFirst++)
        {
            for (var shift = 0; shift < rate; shift += step)
                best = Better(best, Try(posted, rate, shift, slowFirst, means));
        }
        // The distance rises steeply on one side only, so the step nearest to the edge is not always the best: a step is halved when neither side is better.
        for (step /= 2; step >= 1;)
        {
            var around = best;
            best = Better(best, Try(posted, rate, around.Shift - step, around.SlowFirst, means));
            best = Better(best, Try(posted, rate, around.Shift + step, around.SlowFirst, means));
            step = best == around ? step / 2 : step;
        }
        return new CutWindow(best.Alignment!, (double)(((best.Shift % rate) + rate) % rate) / rate);
    }

    private Tried Try(PostedWindow posted, int rate, int shift, int slowFirst, double[] means)
    {
        CircularBins.Fill(posted, (double)shift / rate, slowFirst, means);
        var alignment = aligner.Align(CycleWindow.FromPartial(means));
        return new Tried(alignment, shift, slowFirst, fit.Distance(alignment.Window));
    }

    private static Tried Better(Tried one, Tried other) => other.Distance < one.Distance ? other : one;

    private static bool IsSufficient(ReadOnlySpan<double> means, RequestFaults faults)
    {
        foreach (var fault in WindowAdequacy.Check(means))
            faults.Add(fault.Sensor.Length > 0 ? fault.Sensor : "window", $"{fault.Message}.");
        if (BinGaps.Longest(means) is { Length: > SlidingWindow.LongestBridge } gap)
            faults.Add(RigLayout.SensorNames[gap.Sensor], $"{RigLayout.SensorNames[gap.Sensor]} lacks {gap.Length} seconds in a row; {SlidingWindow.LongestBridge} are bridged.");
        return !faults.Any;
    }

    private readonly record struct Tried(PhaseAlignment? Alignment, int Shift, int SlowFirst, double Distance);
}
