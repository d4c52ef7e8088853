using Faultline.Contracts;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;

namespace Faultline.Scorer.Windows;

/// <summary>
/// The sliding window of one machine: a load cycle long, moved on by one bin (a sixtieth of the cycle, 1 s at real speed) at a time, binned so
/// that bin edges fall on the machine's own second edges. How to cut is looked for again every few bins (<see cref="CutSearch"/>), because clocks drift and
/// machines restart. Not thread-safe.
/// </summary>
internal sealed class SlidingWindow(SystemDefinition system, PhaseAligner aligner, CycleFit fit)
{
    /// <summary>Bins between two searches: a cut taken from a cycle that was broken off is soon replaced.</summary>
    public const int SearchEvery = 5;

    /// <summary>Longest run of missing bins that is bridged: 2 s at real speed.</summary>
    public const int LongestBridge = 2;

    private readonly CutSearch search = new(aligner, fit);
    private CycleBuffer? buffer;
    private double newestTicks;
    private double edge;
    private Cut? cut;
    private int untilSearch;

    /// <summary>Offset of the bin edges, as a share of a bin; null before it is found.</summary>
    public double? Offset => buffer is null || cut is null ? null : cut.Value.Offset / buffer.BinWidth;

    /// <summary>Takes a reading; readings must come in order of their times.</summary>
    public void Add(in Reading reading)
    {
        if (buffer is null)
        {
            buffer = new CycleBuffer(system, reading.SourceTime);
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
        if (cut is null || --untilSearch <= 0)
        {
            untilSearch = SearchEvery;
            cut = search.Find(source, end, cut) ?? cut;
            end = source.Floor(end, cut?.Offset ?? 0);
            edge = end + source.BinWidth;
        }
        var values = source.Bin(end, cut ?? default);
        if (BinGaps.Longest(values) is { Length: > LongestBridge } gap)
            return Lacking(end, WindowLack.Gap, $"{RigLayout.SensorNames[gap.Sensor]} has no good reading for {gap.Length} of {RigLayout.Seconds} bins");
        if (WindowAdequacy.Check(values) is { Count: > 0 } faults)
            return Lacking(end, WindowLack.Gap, string.Join("; ", faults.Select(fault => fault.Message)));
        var aligned = search.Align(values);
        if (aligned is { Confidence: >= CutSearch.LeastConfidence })
            return new WindowOutcome(source.TimeOf(end - source.CycleWidth), source.TimeOf(end), aligned, null, null);
        cut = null;
        return Lacking(
            end, WindowLack.NoCycle, $"confidence of the phase is {aligned?.Confidence ?? 0:0.00}, at least {CutSearch.LeastConfidence} is needed");
    }

    private WindowOutcome Lacking(double end, string lack, string detail) =>
        new(buffer!.TimeOf(end - buffer.CycleWidth), buffer.TimeOf(end), null, lack, detail);
}
