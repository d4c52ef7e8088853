namespace Faultline.Scorer.Windows;

/// <summary>
/// Finds where a machine's own seconds begin when its values step there (controllers and replayed recordings hold a value for a second).
/// Every change between two samples votes, with its energy, for all offsets within a bin that lie between the two: steps of all sensors
/// agree on the gap they fall into, while ripple spreads evenly. Two samples 20 ms apart around the edge settle it: any offset between them cuts
/// the same bins. Values that flow from second to second give no clear majority.
/// </summary>
internal sealed class StepEdges(double width)
{
    /// <summary>Offsets told apart within a bin: 4 ms at real speed, a fifth of the fastest sampling.</summary>
    public const int Cells = 250;

    /// <summary>Share of the energy that must agree; values that flow reach some 0.1.</summary>
    public const double LeastShare = 0.4;

    // Samples further apart than this share of a bin tell nothing of where the step was.
    private const double LongestGap = 0.1;
    private readonly double[] votes = new double[Cells];
    private double total;

    /// <summary>Adds the changes of one sensor within (<paramref name="from"/>, <paramref name="to"/>], each sensor with the same weight.</summary>
    public void Add(SensorRing ring, double from, double to)
    {
        var changes = new List<(double Start, double End, double Energy)>();
        var sum = 0.0;
        foreach (var (earlier, later, change) in ring.Changes(from, to))
        {
            var energy = change * change;
            sum += energy;
            changes.Add((earlier, later, energy));
        }
        if (sum <= 0)
            return;
        total++;
        foreach (var (start, end, energy) in changes)
        {
            if (end - start <= width * LongestGap)
                Vote(start, end, energy / sum);
        }
    }

    /// <summary>The offset of the edges in ticks, 0 to a bin; null when there is no majority.</summary>
    public double? Find()
    {
        var most = votes.Max();
        if (total == 0 || most / total < LeastShare)
            return null;
        // The middle of the run of cells with nearly all of the votes, which may go over the end of the bin.
        var first = Array.IndexOf(votes, most);
        var last = first;
        while (first > last - Cells + 1 && votes[((first - 1) % Cells + Cells) % Cells] > most * 0.98)
            first--;
        while (last < first + Cells - 1 && votes[(last + 1) % Cells] > most * 0.98)
            last++;
        var cell = (first + last + 1) / 2.0;
        return ((cell / Cells) + 1) % 1 * width;
    }

    private void Vote(double start, double end, double energy)
    {
        // A cell's offset is its middle; it is voted for when it lies after the earlier and not after the later sample.
        var first = (long)Math.Floor((start / width * Cells) + 0.5);
        var last = (long)Math.Floor((end / width * Cells) - 0.5);
        for (var cell = first; cell <= last; cell++)
            votes[(int)(((cell % Cells) + Cells) % Cells)] += energy;
    }
}
