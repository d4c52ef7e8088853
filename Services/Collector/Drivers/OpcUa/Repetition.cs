using Faultline.Contracts;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Collector.Drivers.OpcUa;

/// <summary>
/// A subscription tells changes, and its keep-alives say that nothing else changed. So that a steady value is not taken for a missing one, the last
/// is told again after the tag's longest silence, with the time of now: that is when it was known to hold.
/// </summary>
internal sealed class Repetition
{
    private const long Never = long.MinValue;
    private readonly TimeProvider time;
    private readonly TimeSpan ageLimit;
    private readonly DataValue[] last;
    private readonly DateTime[] measuredAt;
    private readonly long[] toldAt;
    private readonly TimeSpan[] silences;

    /// <param name="tags">The device's tags.</param>
    /// <param name="ageLimit">A source time that is older does not show that the source lives.</param>
    /// <param name="time">The clock.</param>
    public Repetition(IReadOnlyList<TagConfiguration> tags, TimeSpan ageLimit, TimeProvider time)
    {
        (this.ageLimit, this.time) = (ageLimit, time);
        last = new DataValue[tags.Count];
        measuredAt = new DateTime[tags.Count];
        toldAt = new long[tags.Count];
        silences = [.. tags.Select(SilenceOf)];
        Forget();
    }

    /// <summary>How often something may be due.</summary>
    public TimeSpan Interval => silences.Length == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(Math.Max(silences.Min().Ticks / 4, TimeSpan.TicksPerMillisecond * 50));

    /// <summary>A value came; whether it is another one than the last, by its source's time. Only within a batch of the sink, which one caller at a time has.</summary>
    public bool Take(int tag, in DataValue value)
    {
        // Polled again and again, a value that stands still comes with the time when it began to.
        if (toldAt[tag] != Never && value.SourceTimestamp != default && value.SourceTimestamp == measuredAt[tag]
            && value.Status.Code == last[tag].Status.Code && value.Value.Equals(last[tag].Value))
            return false;
        var now = time.GetTimestamp();
        // What a server has not changed for long holds now all the same: that is due at once.
        var isOld = value.SourceTimestamp != default && time.GetUtcNow().UtcDateTime - value.SourceTimestamp > ageLimit;
        measuredAt[tag] = value.SourceTimestamp;
        // The lower half of the status, overflow say, is of the one delivery.
        last[tag] = value with { Status = new StatusCode(value.Status.Value & 0xFFFF0000), SourceTimestamp = default, ServerTimestamp = default };
        toldAt[tag] = isOld ? now - (long)(silences[tag].TotalSeconds * time.TimestampFrequency) : now;
        return true;
    }

    /// <summary>Nothing is known any more.</summary>
    public void Forget() => Array.Fill(toldAt, Never);

    /// <summary>Tells what has been silent for long enough; within a batch of the sink.</summary>
    public void Repeat(ISampleSink sink)
    {
        for (var tag = 0; tag < last.Length; tag++)
        {
            if (toldAt[tag] == Never || time.GetElapsedTime(toldAt[tag]) < silences[tag])
                continue;
            ValueDelivery.Deliver(tag, last[tag], sink);
            toldAt[tag] = time.GetTimestamp();
        }
    }

    /// <summary>Half of the time after which missing data is an alarm, but not later than the longest silence.</summary>
    private static TimeSpan SilenceOf(TagConfiguration tag)
    {
        var longest = TimeSpan.FromMilliseconds(tag.MaximumSilenceMs);
        return tag.NoDataAfterSeconds is { } seconds && TimeSpan.FromSeconds(seconds / 2) is var half && half < longest ? half : longest;
    }
}
