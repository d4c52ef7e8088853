using System.Security.Cryptography;

namespace Faultline.Collector;

/// <summary>Growing waits between attempts: doubling from <paramref name="first"/> to <paramref name="longest"/>, each ±20 % at random, so that many do not come at once.</summary>
internal sealed class BackOff(TimeSpan first, TimeSpan longest)
{
    private const int MostDoublings = 20;
    private int failures;

    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan Next()
    {
        var wait = Math.Min(first.TotalMilliseconds * Math.Pow(2, Math.Min(failures++, MostDoublings)), longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(wait * RandomNumberGenerator.GetInt32(800, 1201) / 1000);
    }

    /// <summary>It worked: the next failure waits shortly again.</summary>
    public void Reset() => failures = 0;
}
