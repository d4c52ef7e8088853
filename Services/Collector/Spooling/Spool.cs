using Faultline.Collector.Plant;
using Faultline.Contracts;
using Microsoft.Extensions.Options;

namespace Faultline.Collector.Spooling;

/// <summary>
/// Append-only log of what was read. A batch gets its number here, and is in the operating system's hands (a kill -9 of this process does not lose
/// it) before anyone else sees it. Everything up to <see cref="Complete"/> is forgotten. One writer at a time by its lock; one reader.
/// </summary>
internal sealed partial class Spool : IDisposable
{
    private readonly Lock gate = new();
    private readonly SpoolOptions options;
    private readonly CollectorMetrics metrics;
    private readonly ILogger<Spool> logger;
    private readonly SpoolFolder folder;
    private readonly WakeSignal signal = new();
    private readonly SortedDictionary<int, long> closed = [];
    private readonly Dictionary<string, long> sequences;
    private SegmentWriter current;
    private SpoolPosition stored;
    private long dropped;

    /// <exception cref="SpoolException">The folder cannot be used.</exception>
    public Spool(IOptions<SpoolOptions> options, CollectorIdentity identity, CollectorMetrics metrics, ILogger<Spool> logger)
    {
        (this.options, this.metrics, this.logger) = (options.Value, metrics, logger);
        folder = new SpoolFolder(this.options.Folder);
        Collector = folder.ReadOrCreateCollector(identity.Name);
        var segments = folder.Segments();
        sequences = Recover(segments, identity.Name);
        foreach (var segment in segments)
            closed[segment] = new FileInfo(folder.PathOf(segment)).Length;
        current = Begin(segments.Count == 0 ? 1 : segments[^1] + 1);
        stored = folder.ReadPosition() ?? default;
        if (closed.Count > 0 && stored.Segment < closed.Keys.First())
            stored = new SpoolPosition(closed.Keys.First(), 0);
        LogOpened(this.options.Folder, Collector, Bytes);
        metrics.ObserveSpool(() => Bytes);
    }

    /// <summary>The collector's id: the name, and a random end made with the folder.</summary>
    public string Collector { get; private set; }

    /// <summary>Bytes on disk.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
                return closed.Values.Sum() + current.Length;
        }
    }

    /// <summary>Bytes dropped at the bound since the start.</summary>
    public long DroppedBytes => Interlocked.Read(ref dropped);

    /// <summary>Last number given in a system's stream; 0 when none was.</summary>
    public long SequenceOf(SystemId system)
    {
        lock (gate)
            return sequences.GetValueOrDefault(system.Value);
    }

    /// <summary>Numbers and keeps a batch.</summary>
    /// <exception cref="IOException">It could not be written (disk full, say): it has no number, as if it had never been read.</exception>
    public SpooledBatch Append(SystemId system, ReadOnlySpan<Reading> readings)
    {
        // Of its own, for the publisher keeps it for a while.
        var frame = new byte[ReadingFrame.SizeOf(Collector, system, readings)];
        long sequence;
        lock (gate)
        {
            sequence = sequences.GetValueOrDefault(system.Value) + 1;
            ReadingFrame.Encode(Collector, system, sequence, readings, frame);
            Write(frame);
            sequences[system.Value] = sequence;
        }
        signal.Set();
        return new SpooledBatch(system, sequence, readings.Length, frame);
    }

    /// <summary>Keeps something that is no batch of readings.</summary>
    /// <param name="kind">Kind of the record.</param>
    /// <param name="content">Its content.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Append<T>(byte kind, T content)
    {
        var record = SpoolRecord.Encode(kind, content);
        lock (gate)
            Write(record);
        signal.Set();
    }

    /// <summary>Ends when something is there to be read since the last call, or after <paramref name="longest"/>.</summary>
    public Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken) => signal.WaitAsync(longest, time, cancellationToken);

    /// <summary>Forces to the disk what was appended.</summary>
    public void Flush()
    {
        SegmentWriter segment;
        lock (gate)
            segment = current;
        // Outside of the lock: the disk may take its time, and pollers must not wait for it. A segment closed meanwhile was flushed then.
        segment.Flush();
    }

    public void Dispose()
    {
        lock (gate)
            current.Dispose();
        folder.Dispose();
    }

    private void Write(ReadOnlySpan<byte> record)
    {
        if (current.Length + record.Length > options.SegmentBytes)
            Roll();
        current.Append(record);
    }

    private void Roll()
    {
        var next = Begin(current.Number + 1);
        closed[current.Number] = current.Length;
        current.Dispose();
        current = next;
        while (closed.Count > 0 && closed.Values.Sum() + options.SegmentBytes > options.MaximumBytes)
        {
            var (oldest, bytes) = closed.First();
            LogDropped(oldest, bytes, options.MaximumBytes);
            metrics.SpoolDropped(bytes);
            Interlocked.Add(ref dropped, bytes);
            Forget(oldest);
        }
    }

    private SegmentWriter Begin(int number)
    {
        folder.CreateSegment(number, SpoolRecord.Encode(SpoolRecord.Head, new SegmentHead(Collector, new Dictionary<string, long>(sequences))));
        return new SegmentWriter(number, folder.PathOf(number));
    }

    private void Forget(int segment)
    {
        closed.Remove(segment);
        File.Delete(folder.PathOf(segment));
    }
}
