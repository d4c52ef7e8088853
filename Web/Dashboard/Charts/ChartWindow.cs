namespace Faultline.Dashboard.Charts;

/// <summary>What a chart shows: a span that ends now, or a range somebody zoomed to.</summary>
/// <param name="From">Left edge, UTC.</param>
/// <param name="To">Right edge, UTC.</param>
/// <param name="Follow">Whether the right edge moves with time.</param>
public sealed record ChartWindow(DateTimeOffset From, DateTimeOffset To, bool Follow)
{
    /// <summary>Narrowest range: below it even 20 ms readings are only a few points.</summary>
    public static readonly TimeSpan Narrowest = TimeSpan.FromSeconds(1);

    /// <summary>Widest range: readings are kept for a year at most.</summary>
    public static readonly TimeSpan Widest = TimeSpan.FromDays(366);

    /// <summary>Length of what is visible.</summary>
    public TimeSpan Length => To - From;

    /// <summary>The last <paramref name="span"/> up to now.</summary>
    public static ChartWindow Live(TimeSpan span, DateTimeOffset now) => new(now - span, now, true);

    /// <summary>What to load: while following just what is visible, else as much again on each side, so that panning has something to show.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Load(DateTimeOffset now)
    {
        if (Follow) return (From, To);
        var end = To + Length;
        return (From - Length, end < now ? end : (To > now ? To : now));
    }

    /// <summary>Narrower (factor below 1) or wider around the middle, within the limits.</summary>
    public ChartWindow Zoom(double factor)
    {
        var middle = From + (Length / 2);
        var length = TimeSpan.FromTicks(Math.Clamp((long)(Length.Ticks * factor), Narrowest.Ticks, Widest.Ticks));
        return new ChartWindow(middle - (length / 2), middle + (length / 2), false);
    }

    /// <summary>Half its length earlier (-1) or later (1), not beyond now.</summary>
    public ChartWindow Pan(int direction, DateTimeOffset now)
    {
        var shift = Length / 2 * direction;
        if (To + shift > now) shift = now - To;
        return new ChartWindow(From + shift, To + shift, false);
    }
}
