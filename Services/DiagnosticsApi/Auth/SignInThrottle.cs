namespace Faultline.DiagnosticsApi.Auth;

/// <summary>
/// Slows down guessing: at most <see cref="PerUser"/> failed sign-ins per user name and address, and <see cref="PerAddress"/> per address, in
/// any <see cref="Window"/>. An attempt counts from its start and is taken back when it succeeds, so that parallel guesses gain nothing and
/// people who know their password are never refused. Keeps at most <see cref="MaxKeys"/> counters; beyond that the oldest windows go first.
/// </summary>
internal sealed class SignInThrottle(TimeProvider clock)
{
    public const int PerUser = 10;
    public const int PerAddress = 100;
    public const int MaxKeys = 10_000;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Address, string? User), Count> counts = [];

    /// <summary>Counts an attempt; null when it may go on, else how long to wait.</summary>
    public TimeSpan? Enter(string address, string userName)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var user = CountOf((address, userName), now);
            var all = CountOf((address, null), now);
            if (user.Value >= PerUser || all.Value >= PerAddress)
                return Window - (now - (user.Value >= PerUser ? user : all).Start);
            user.Value++;
            all.Value++;
            return null;
        }
    }

    /// <summary>Takes the attempt back: the password was right.</summary>
    public void Succeeded(string address, string userName)
    {
        lock (gate)
        {
            if (counts.TryGetValue((address, userName), out var user) && user.Value > 0)
                user.Value--;
            if (counts.TryGetValue((address, null), out var all) && all.Value > 0)
                all.Value--;
        }
    }

    private Count CountOf((string Address, string? User) key, DateTimeOffset now)
    {
        if (counts.TryGetValue(key, out var count) && now - count.Start < Window)
            return count;
        if (counts.Count >= MaxKeys)
            Trim(now);
        return counts[key] = new Count { Start = now };
    }

    private void Trim(DateTimeOffset now)
    {
        foreach (var key in counts.Where(entry => now - entry.Value.Start >= Window).Select(entry => entry.Key).ToList())
            counts.Remove(key);
        foreach (var key in counts.OrderBy(entry => entry.Value.Start).Take(Math.Max(0, counts.Count - (MaxKeys / 2))).Select(entry => entry.Key).ToList())
            counts.Remove(key);
    }

    private sealed class Count
    {
        public DateTimeOffset Start { get; init; }

        public int Value { get; set; }
    }
}
