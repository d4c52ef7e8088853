using System.Buffers;
using Faultline.Collector.Drivers;
using Faultline.Collector.Validation;
using Faultline.Contracts;

namespace Faultline.Collector.Processing;

/// <summary>
/// From a device's samples to readings: scales, validates, quarantines, leaves out what the deadband does, chooses the time, and puts the batch into the intake. Nothing is allocated
/// for accepted readings.
/// </summary>
internal sealed partial class DevicePipeline : ISampleSink
{
    private readonly DeviceConfiguration device;
    private readonly SystemStream stream;
    private readonly ReadingValidator validator;
    private readonly QuarantineLimiter limiter;
    private readonly IIntake intake;
    private readonly CollectorMetrics metrics;
    private readonly Action answered;
    private readonly TagState[] tags;
    private readonly string?[] texts;
    private readonly int capacity;
    private Reading[] batch = [];
    private int count;
    private int suppressed;
    private bool isOrdered;
    private bool hasSamples;
    private DateTimeOffset received;

    /// <param name="device">The device.</param>
    /// <param name="stream">Its system's stream.</param>
    /// <param name="options">Limits of the validation.</param>
    /// <param name="speed">How many times faster than real time the plant runs.</param>
    /// <param name="intake">Takes the batches.</param>
    /// <param name="metrics">Counts.</param>
    /// <param name="answered">Told after each batch that shows that the device answers.</param>
    public DevicePipeline(
        DeviceConfiguration device, SystemStream stream, ValidationOptions options, double speed, IIntake intake, CollectorMetrics metrics, Action answered)
    {
        (this.device, this.stream, this.intake, this.metrics, this.answered) = (device, stream, intake, metrics, answered);
        validator = new ReadingValidator([.. device.Tags.Select(tag => tag.ToSensor())], options, speed, isQueued: device.Protocol == DeviceProtocol.OpcUa);
        limiter = new QuarantineLimiter(options.QuarantineInterval);
        tags = [.. device.Tags.Select(tag => new TagState(tag, SensorId.Create(device.System.Number, tag.Ordinal), speed))];
        texts = new string?[tags.Length];
        // A poll brings each tag once; a subscription that brings more goes out in several batches.
        capacity = Math.Clamp(tags.Length, 1, ReadingFrame.MaxReadings);
    }

    /// <summary>Readings accepted and rejected of all tags.</summary>
    public (long Accepted, long Rejected) Totals
    {
        get
        {
            var (accepted, rejected) = (0L, 0L);
            foreach (ref readonly var tag in tags.AsSpan())
                (accepted, rejected) = (accepted + Volatile.Read(in tag.Accepted), rejected + Volatile.Read(in tag.Rejected));
            return (accepted, rejected);
        }
    }

    /// <summary>Readings accepted and rejected of one tag.</summary>
    public (long Accepted, long Rejected) TotalsOf(int tag) => (Volatile.Read(in tags[tag].Accepted), Volatile.Read(in tags[tag].Rejected));

    public void Begin(DateTimeOffset received)
    {
        stream.Gate.Enter();
        Open(received);
        hasSamples = false;
    }

    public void Add(int tag, double value, DateTimeOffset? source, DateTimeOffset? server, ReadOnlySpan<byte> raw) =>
        AddQualified(tag, value, Quality.Good, source, server, raw);

    public void AddQualified(int tag, double value, Quality quality, DateTimeOffset? source, DateTimeOffset? server, ReadOnlySpan<byte> raw)
    {
        hasSamples = true;
        ref var state = ref tags[tag];
        var scaled = (value * state.Scale) + state.Offset;
        var reading = new Reading(state.Sensor, TimeOf(state, source, server), scaled, quality) { ServerTime = server };
        if (!quality.IsGood)
        {
            TakeDoubtful(ref state, reading);
            return;
        }
        var verdict = validator.Check(state.Sensor.Ordinal, scaled, reading.SourceTime, received);
        if (!verdict.IsAccepted)
        {
            Reject(tag, reading, verdict, raw);
            return;
        }
        if (state.IsRejecting)
            Recover(tag);
        if (state.Take(scaled, reading.SourceTime.UtcTicks))
            Put(reading);
        else
            suppressed++;
    }

    public void AddText(int tag, string text)
    {
        hasSamples = true;
        if (text == texts[tag])
            return;
        texts[tag] = text;
        intake.Take(new TextReading(stream.Id, device.Tags[tag].Name, received, text));
    }

    public void AddBad(int tag, Quality quality, DateTimeOffset? source = null, DateTimeOffset? server = null)
    {
        hasSamples = true;
        ref var state = ref tags[tag];
        if (state.HasValue || state.IsNews(quality))
            Mark(ref state, TimeOf(state, source, server), quality, server, isFinal: true);
    }

    public void Idle() => answered();

    public void End()
    {
        try
        {
            Deliver();
        }
        finally
        {
            Close();
            stream.Gate.Exit();
        }
        if (hasSamples)
            answered();
    }

    // Room for a batch is needed for moments only: kept by each device it would outweigh what is known of its tags.
    private void Open(DateTimeOffset at)
    {
        received = stream.Next(at);
        batch = ArrayPool<Reading>.Shared.Rent(capacity);
        (count, suppressed, isOrdered) = (0, 0, true);
    }

    private void Close()
    {
        ArrayPool<Reading>.Shared.Return(batch);
        batch = [];
    }

    private void Put(in Reading reading)
    {
        if (count == capacity)
            Deliver();
        isOrdered &= count == 0 || reading.SourceTime >= batch[count - 1].SourceTime;
        batch[count++] = reading;
    }

    private void Deliver()
    {
        var readings = batch.AsSpan(0, count);
        if (!isOrdered)
            readings.Sort((a, b) => a.SourceTime.CompareTo(b.SourceTime));
        if (count > 0)
            intake.Take(stream.Id, device.Id, readings, suppressed);
        else if (suppressed > 0)
            metrics.Suppressed(device.Id, suppressed);
        (count, suppressed, isOrdered) = (0, 0, true);
    }

    private DateTimeOffset TimeOf(in TagState tag, DateTimeOffset? source, DateTimeOffset? server) => tag.Timestamp switch
    {
        TimestampSource.Source => source ?? received,
        TimestampSource.Server => server ?? received,
        _ => received,
    };
}
