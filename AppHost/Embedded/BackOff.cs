namespace Faultline.AppHost.Embedded;

/// <summary>How long to wait before a child that died is started again: doubling, and from the start again after a stable minute.</summary>
internal sealed class BackOff
{
    /// <summary>First pause.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);

    /// <summary>Longest pause.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>A child that lived this long did not die of what the one before it died of.</summary>
    public static readonly TimeSpan Stable = TimeSpan.FromMinutes(1);

    private TimeSpan _next = Shortest;

    /// <summary>The pause after a life of <paramref name="lived"/>.</summary>
    public TimeSpan Next(TimeSpan lived)
    {
        if (lived >= Stable) _next = Shortest;
        var pause = _next;
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 2, Longest.Ticks));
        return pause;
    }
}
