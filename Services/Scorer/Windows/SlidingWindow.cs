using Faultline.Contracts;
using Faultline.Learning.Windows;

namespace Faultline.Scorer.Windows;

/// <summary>
/// The sliding window of one machine: a load cycle long, moved on by one bin (a sixtieth of the cycle, 1 s at real speed) at a time, binned so
/// that bin edges fall on the machine's own second edges: an offset wrong by 20 ms already looks like a worn valve. Where values step at
/// the edges, <see cref="StepEdges"/> finds them exactly; else offsets are tried and the one whose window agrees best with the mean cycle is taken.
/// Looked for again every few bins, because clocks drift and machines restart. Not thread-safe.
/// </summary>
internal sealed class SlidingWindow(SystemDefinition system, PhaseAligner aligner)
{
    /// <summary>Offsets tried within a bin.</summary>
    public const int OffsetSteps = 20;

    /// <summary>Bins between two searches: an offset taken from a cycle that was broken off is soon replaced.</summary>
    public const int SearchEvery = 5;

    /// <summary>Longest run of missing bins that is bridged: 2 s at real speed.</summary>
    public const int LongestBridge = 2;

    /// <summary>Least confidence of the phase for a window to be taken as a load cycle.</summary>
    public const double LeastConfidence = 0.5;

    // Share of a bin by which an offset found by comparison must differ to replace the one in use.
    private const double Doubt = 0.15;

    private CycleBuffer? buffer;
    private double newestTicks;
    private double edge;
    private double? offset;
    private int untilSearch;

    /// <summary>Offset of the bin edges, as a share of a bin; null before the phase is found.</summary>
    public double? Offset => buffer is null || offset is null ? null : offset / buffer.BinWidth;

    /// <summary>Takes a reading; readings must come in order of their times.</summary>
    public void Add(in Reading reading)
    {
        if (buffer is null)
        {
            buffer = new CycleBuffer(system.CycleDuration, reading.SourceTime);
            edge = buffer.BinWidth;
        }
        buffer.Add(reading);
        newestTicks = Math.Max(newestTicks, buffer.TicksOf(reading.SourceTime));
    }

    /// <summary>The next window once readings have passed its end; null before. Call until null: after a jump in time windows are left out, not made up.</summary>
    public WindowOutcome? Next()
    {
        if (buffer is null || newestTicks < edge)
            return null;
        // After a silence longer than may be bridged only the newest window is of use.
        if (newestTicks - edge > buffer.BinWidth * (LongestBridge + 1))
            edge += Math.Floor((newestTicks - edge) / buffer.BinWidth) * buffer.BinWidth;
        var end = edge;
        edge += buffer.BinWidth;
        if (end < buffer.CycleWidth)
            return Lacking(end, WindowLack.Filling, "less than one load cycle has been read");
        return Take(buffer, end);
    }

    private WindowOutcome Take(CycleBuffer source, double end)
    {
        if (offset is null || --untilSearch <= 0)
        {
            if (!Search(source, end))
                return Describe(source, end, source.Bin(end), aligned: null);
            end = FloorTo(source, end, offset!.Value);
            edge = end + source.BinWidth;
        }
        var values = source.Bin(end);
        return Describe(source, end, values, Align(values));
    }

    private WindowOutcome Describe(CycleBuffer source, double end, double[] values, PhaseAlignment? aligned)
    {
        if (BinGaps.Longest(values) is { Length: > LongestBridge } gap)
            return Lacking(end, WindowLack.Gap, $"{RigLayout.SensorNames[gap.Sensor]} has no good reading for {gap.Length} of {RigLayout.Seconds} bins");
        if (aligned is null || aligned.Confidence < LeastConfidence)
        {
            offset = null;
            return Lacking(end, WindowLack.NoCycle, $"confidence of the phase is {aligned?.Confidence ?? 0:0.00}, at least {LeastConfidence} is needed");
        }
        return new WindowOutcome(source.TimeOf(end - source.CycleWidth), source.TimeOf(end), aligned, null, null);
    }

    private bool Search(CycleBuffer source, double end)
    {
        untilSearch = SearchEvery;
        if (source.FindSteps(end) is { } steps)
        {
            offset = steps;
            return Align(source.Bin(FloorTo(source, end, steps))) is { Confidence: >= LeastConfidence };
        }
        // A worn valve switches later and looks like an offset: once found, only a clearly different one is believed.
        if (Compare(source, end) is not { } found)
            return false;
        if (offset is not { } known || Distance(found, known, source.BinWidth) > source.BinWidth * Doubt)
            offset = found;
        return true;
    }

    /// <summary>The offset whose window agrees best with the mean cycle; null when none looks like a load cycle.</summary>
    private double? Compare(CycleBuffer source, double end)
    {
        (double Correlation, double Offset)? best = null;
        for (var step = 0; step < OffsetSteps; step++)
        {
            var shifted = end - (source.BinWidth * step / OffsetSteps);
            if (Align(source.Bin(shifted)) is { Confidence: >= LeastConfidence } found && !(best?.Correlation >= found.Correlation))
                best = (found.Correlation, shifted - (Math.Floor(shifted / source.BinWidth) * source.BinWidth));
        }
        return best?.Offset;
    }

    private static double FloorTo(CycleBuffer source, double end, double offset) =>
        (Math.Floor((end - offset) / source.BinWidth) * source.BinWidth) + offset;

    private static double Distance(double a, double b, double width) => Math.Min(Math.Abs(a - b), width - Math.Abs(a - b));

    private PhaseAlignment? Align(double[] values) =>
        BinGaps.Longest(values).Length > LongestBridge ? null : aligner.Align(CycleWindow.FromPartial(values));

    private WindowOutcome Lacking(double end, string lack, string detail) =>
        new(buffer!.TimeOf(end - buffer.CycleWidth), buffer.TimeOf(end), null, lack, detail);
}
