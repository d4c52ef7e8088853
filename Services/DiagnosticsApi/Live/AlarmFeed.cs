using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>
/// Joins the two ways alarm transitions come (Redis at once, the database each second) into one without doubles. Redis may bring them out of order,
/// so the database is asked again for everything above the newest number that has been known for <see cref="Settling"/>.
/// </summary>
internal sealed class AlarmFeed(TimeProvider clock)
{
    /// <summary>Longest that announcements of two transitions may take to overtake each other; they take milliseconds.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Dictionary<long, DateTimeOffset> seen = [];
    private long? settled;

    public bool IsStarted => settled is not null;

    /// <summary>Nothing up to <paramref name="id"/> is to be passed on.</summary>
    public void Start(long id)
    {
        lock (gate)
            settled = id;
    }

    /// <summary>Whether the transition is new; each is new once.</summary>
    public bool Accept(AlarmTransition transition)
    {
        lock (gate)
            return !(transition.TransitionId <= settled) && seen.TryAdd(transition.TransitionId, clock.GetUtcNow());
    }

    /// <summary>The number above which the database is to be read.</summary>
    public long ReadAfter()
    {
        lock (gate)
        {
            var before = clock.GetUtcNow() - Settling;
            var newest = settled ?? 0;
            foreach (var (id, at) in seen)
                newest = at <= before && id > newest ? id : newest;
            foreach (var id in seen.Keys.Where(id => id <= newest).ToList())
                seen.Remove(id);
            settled = newest;
            return newest;
        }
    }
}
