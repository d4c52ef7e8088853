namespace Faultline.Dashboard.Live;

/// <summary>How long to wait before the next attempt to connect.</summary>
public static class BackOff
{
    /// <summary>Longest wait: an operator should not look at old values for longer once the line is back.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>0.5, 1, 2, 4, 8, 10, 10 … s for failures 1, 2, 3 …, each shortened by up to a quarter so that browsers do not return all at once.</summary>
    /// <param name="failures">Failures since the last success, from 1.</param>
    /// <param name="random">0 to 1.</param>
    public static TimeSpan After(int failures, double random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var full = Math.Min(Longest.TotalSeconds, 0.5 * Math.Pow(2, Math.Min(failures - 1, 30)));
        return TimeSpan.FromSeconds(full * (1 - (0.25 * random)));
    }
}
