using System.Diagnostics.Metrics;
using Faultline.Contracts;

namespace Faultline.Collector;

/// <summary>
/// What the collector counts: meter <c>Faultline.Collector</c>, described in docs/metrics.md. Everything that is dropped, left out or held back anywhere is counted here.
/// </summary>
internal sealed class CollectorMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Faultline.Collector";

    /// <summary>Most series of an instrument by tag; the SDK folds what is beyond them into one, marked <c>otel.metric.overflow</c>.</summary>
    public const int MostTags = 250_000;

    /// <summary>What the names of instruments by tag begin with.</summary>
    public const string TagPrefix = "faultline.collector.tag.";

    private static readonly InstrumentAdvice<double> Milliseconds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    };

    private readonly Meter meter;
    private readonly Counter<long> polls;
    private readonly Counter<long> latePolls;
    private readonly Counter<long> skippedPolls;
    private readonly Histogram<double> pollDuration;
    private readonly Histogram<double> pollLateness;
    private readonly Counter<long> readings;
    private readonly Counter<long> suppressed;
    private readonly Counter<long> rejected;
    private readonly Counter<long> heldBack;
    private readonly Counter<long> connectionsLost;
    private readonly Counter<long> unspooled;
    private readonly Counter<long> spoolDropped;
    private readonly Counter<long> flushFailures;
    private readonly Counter<long> published;
    private readonly Counter<long> publishFailures;
    private readonly Counter<long> stored;
    private readonly Counter<long> storedBatches;
    private readonly Counter<long> lostBatches;
    private readonly Counter<long> storeFailures;
    private readonly Histogram<double> storeDuration;
    private readonly Counter<long> commands;
    private readonly Counter<long> missed;

    public CollectorMetrics(IMeterFactory factory)
    {
        meter = factory.Create(MeterName);
        polls = meter.CreateCounter<long>("faultline.collector.polls", "{poll}", "Polls that were answered");
        latePolls = meter.CreateCounter<long>("faultline.collector.polls.late", "{poll}", "Polls begun more than half an interval after they were due");
        skippedPolls = meter.CreateCounter<long>("faultline.collector.polls.skipped", "{poll}", "Turns left out because the time of the next had come");
        pollDuration = meter.CreateHistogram("faultline.collector.poll.duration", "s", "From request to response", advice: Milliseconds);
        pollLateness = meter.CreateHistogram("faultline.collector.poll.lateness", "s", "From when a poll was due to its request", advice: Milliseconds);
        readings = meter.CreateCounter<long>("faultline.collector.readings", "{reading}", "Readings accepted and told");
        suppressed = meter.CreateCounter<long>("faultline.collector.readings.suppressed", "{reading}", "Readings accepted and left out by a deadband");
        rejected = meter.CreateCounter<long>("faultline.collector.readings.rejected", "{reading}", "Readings rejected, by reason; all of them, also those quarantined in one entry");
        heldBack = meter.CreateCounter<long>("faultline.collector.quarantine.held_back", "{reading}", "Rejected readings told by number only, in the next entry of their series");
        connectionsLost = meter.CreateCounter<long>("faultline.collector.connections.lost", "{connection}", "Connections that ended unasked or were not made");
        unspooled = meter.CreateCounter<long>("faultline.collector.readings.unspooled", "{reading}", "Readings lost because the spool could not be written");
        spoolDropped = meter.CreateCounter<long>("faultline.collector.spool.dropped", "By", "Bytes dropped at the spool's bound, or damaged");
        flushFailures = meter.CreateCounter<long>("faultline.collector.spool.flush_failures", "{flush}", "Times that the spool could not be forced to the disk");
        published = meter.CreateCounter<long>("faultline.collector.published", "{batch}", "Batches that Redis took");
        publishFailures = meter.CreateCounter<long>("faultline.collector.publish.failures", "{batch}", "Batches not published; the database has them");
        stored = meter.CreateCounter<long>("faultline.collector.stored", "{reading}", "Readings stored in the database");
        storedBatches = meter.CreateCounter<long>("faultline.collector.stored.batches", "{batch}", "Batches stored in the database");
        lostBatches = meter.CreateCounter<long>("faultline.collector.lost.batches", "{batch}", "Numbers stored as empty batches because theirs were lost");
        storeFailures = meter.CreateCounter<long>("faultline.collector.store.failures", "{attempt}", "Attempts to store that failed");
        storeDuration = meter.CreateHistogram("faultline.collector.store.duration", "s", "Time to store a group of batches", advice: Milliseconds);
        missed = meter.CreateCounter<long>("faultline.collector.opcua.missed", "{gap}", "Gaps in what OPC UA servers sent, by reason: messages lost, subscription made anew, queue overflow");
        commands = meter.CreateCounter<long>("faultline.collector.commands", "{command}", "Commands executed, by kind and outcome");
    }

    public void ObserveSpool(Func<long> bytes) => meter.CreateObservableGauge("faultline.collector.spool.size", bytes, "By", "Bytes in the spool");

    /// <summary>Counts by tag, made when somebody looks.</summary>
    public void ObserveTags(Func<IEnumerable<Measurement<long>>> accepted, Func<IEnumerable<Measurement<long>>> rejectedByTag)
    {
        meter.CreateObservableCounter("faultline.collector.tag.readings", accepted, "{reading}", "Readings of a tag accepted, told or left out");
        meter.CreateObservableCounter("faultline.collector.tag.rejected", rejectedByTag, "{reading}", "Readings of a tag rejected");
    }

    public void Polled(string device, TimeSpan lateness, TimeSpan duration, bool late)
    {
        var tag = Tag(device);
        polls.Add(1, tag);
        pollDuration.Record(duration.TotalSeconds, tag);
        pollLateness.Record(lateness.TotalSeconds, tag);
        if (late)
            latePolls.Add(1, tag);
    }

    public void Skipped(string device, long count) => skippedPolls.Add(count, Tag(device));

    public void Accepted(string device, int count) => readings.Add(count, Tag(device));

    public void Suppressed(string device, int count)
    {
        if (count > 0)
            suppressed.Add(count, Tag(device));
    }

    public void Rejected(string device, QuarantineReason reason) => rejected.Add(1, Tag(device), new KeyValuePair<string, object?>("reason", reason.ToString()));

    public void HeldBack(string device) => heldBack.Add(1, Tag(device));

    public void ConnectionLost(string device) => connectionsLost.Add(1, Tag(device));

    public void Unspooled(string device, int count) => unspooled.Add(count, Tag(device));

    public void SpoolDropped(long bytes) => spoolDropped.Add(bytes);

    public void FlushFailed() => flushFailures.Add(1);

    public void Published() => published.Add(1);

    public void PublishFailed() => publishFailures.Add(1);

    public void Stored(int batches, long count, TimeSpan duration)
    {
        storedBatches.Add(batches);
        stored.Add(count);
        storeDuration.Record(duration.TotalSeconds);
    }

    public void LostBatches(long count) => lostBatches.Add(count);

    public void StoreFailed() => storeFailures.Add(1);

    public void Commanded(string kind, bool done) =>
        commands.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("outcome", done ? "done" : "failed"));

    public void Missed(string device, string reason, long count) => missed.Add(count, Tag(device), new KeyValuePair<string, object?>("reason", reason));

    private static KeyValuePair<string, object?> Tag(string device) => new("device", device);
}
