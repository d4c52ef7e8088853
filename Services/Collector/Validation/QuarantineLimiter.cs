using System.Globalization;
using Faultline.Contracts;

namespace Faultline.Collector.Validation;

/// <summary>
/// Keeps a sensor that fails every 20 ms from flooding the quarantine, without hiding anything: the first rejection for a reason is let through at
/// once, then one in each interval; how many were held back stands in the detail of the next one, or of a closing one when the
/// sensor recovers or the collector stops. Not thread-safe (one poll loop owns it).
/// </summary>
internal sealed class QuarantineLimiter(TimeSpan interval)
{
    private readonly Dictionary<(string Sensor, QuarantineReason Reason), Series> running = [];

    /// <summary>Whether a series of a sensor is running, that a recovery could end.</summary>
    public bool HoldsBack(string sensor) => running.Keys.Any(key => key.Sensor == sensor);

    /// <summary>The entry to be quarantined now, or null when it is only counted.</summary>
    /// <param name="entry">The rejection; its detail is not asked for unless it is let through.</param>
    /// <param name="describe">Makes the detail.</param>
    public QuarantinedReading? Admit(QuarantinedReading entry, Func<string> describe)
    {
        var key = (entry.SensorName, entry.Reason);
        if (!running.TryGetValue(key, out var series))
        {
            running[key] = new Series { AdmittedAt = entry.ReceivedAt };
            return entry with { Detail = describe() };
        }
        if (entry.ReceivedAt - series.AdmittedAt < interval)
        {
            series.HeldBack++;
            series.Last = entry;
            return null;
        }
        var admitted = entry with { Detail = describe() + series.Suffix };
        running[key] = new Series { AdmittedAt = entry.ReceivedAt };
        return admitted;
    }

    /// <summary>
    /// The sensor's reading was accepted: entries for what was held back, once the interval is over (a sensor that is good and bad in turn is
    /// as much of a flood).
    /// </summary>
    public IReadOnlyList<QuarantinedReading> Recover(string sensor, DateTimeOffset now) =>
        Close((key, series) => key.Sensor == sensor && now - series.AdmittedAt >= interval);

    /// <summary>Entries for everything that was held back and not told yet.</summary>
    public IReadOnlyList<QuarantinedReading> Flush() => Close((_, _) => true);

    private List<QuarantinedReading> Close(Func<(string Sensor, QuarantineReason Reason), Series, bool> ended)
    {
        List<QuarantinedReading> entries = [];
        foreach (var (key, series) in running.Where(pair => ended(pair.Key, pair.Value)).ToList())
        {
            running.Remove(key);
            if (series is { HeldBack: > 0, Last: { } last })
                entries.Add(last with { Detail = $"{key.Sensor}: {key.Reason} ended{series.Suffix}" });
        }
        return entries;
    }

    private sealed class Series
    {
        public required DateTimeOffset AdmittedAt { get; init; }
        public int HeldBack { get; set; }
        public QuarantinedReading? Last { get; set; }

        public string Suffix => HeldBack == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" ({HeldBack} more for this reason since {AdmittedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}, not kept one by one.)");
    }
}
