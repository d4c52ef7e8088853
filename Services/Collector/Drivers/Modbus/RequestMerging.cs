using Faultline.Contracts;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>
/// Puts tags of one table together into requests. A request reads from the first register of its tags to the last; with tags ordered by address, an optimal plan
/// cuts that order into runs, so <see cref="RegisterMerging.Rearrange"/> finds it by dynamic programming over the cuts.
/// </summary>
internal static class RequestMerging
{
    /// <summary>Cuts the ordered tags into runs; each number is the index after a run's last tag.</summary>
    /// <param name="spans">Tags ordered by address.</param>
    /// <param name="limits">What the device allows; no tag alone exceeds it.</param>
    public static List<int> Cut(ReadOnlySpan<TagSpan> spans, MergeLimits limits) => limits.Merging switch
    {
        RegisterMerging.None => Greedy(spans, limits with { MaxGap = -1 }),
        RegisterMerging.Shrink => Greedy(spans, limits),
        _ => Optimal(spans, limits),
    };

    /// <summary>As far as the limits allow, again and again: fewest requests, because any shorter run leaves more to the others.</summary>
    private static List<int> Greedy(ReadOnlySpan<TagSpan> spans, MergeLimits limits)
    {
        List<int> cuts = [];
        for (var first = 0; first < spans.Length;)
        {
            var end = spans[first].End;
            var next = first + 1;
            while (next < spans.Length && Joins(spans[next], spans[first].Address, ref end, limits))
                next++;
            cuts.Add(next);
            first = next;
        }
        return cuts;
    }

    private static List<int> Optimal(ReadOnlySpan<TagSpan> spans, MergeLimits limits)
    {
        // best[i]: fewest requests, then fewest registers, for the first i tags, and where the last of these requests begins.
        var best = new (int Requests, int Registers, int From)[spans.Length + 1];
        Array.Fill(best, (int.MaxValue, int.MaxValue, 0));
        best[0] = default;
        for (var first = 0; first < spans.Length; first++)
        {
            var end = spans[first].End;
            for (var next = first + 1; ; next++)
            {
                var candidate = (best[first].Requests + 1, best[first].Registers + end - spans[first].Address, first);
                if (candidate.CompareTo(best[next]) < 0)
                    best[next] = candidate;
                if (next == spans.Length || !Joins(spans[next], spans[first].Address, ref end, limits))
                    break;
            }
        }
        List<int> cuts = [];
        for (var at = spans.Length; at > 0; at = best[at].From)
            cuts.Add(at);
        cuts.Reverse();
        return cuts;
    }

    /// <summary>Whether a run that begins at <paramref name="start"/> and reaches to <paramref name="end"/> may take one more tag; moves the end if so.</summary>
    private static bool Joins(in TagSpan span, int start, ref int end, MergeLimits limits)
    {
        var reach = Math.Max(end, span.End);
        // A gap of -1 accepts only what is covered anyway.
        var fits = limits.MaxGap < 0 ? span.End <= end : span.Address - end <= limits.MaxGap;
        if (span.Barrier || !fits || reach - start > limits.MaxLength)
            return false;
        end = reach;
        return true;
    }
}
