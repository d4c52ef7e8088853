using System.Diagnostics;
using Faultline.Collector.Publishing;
using Faultline.Collector.Spooling;
using Faultline.Contracts;

namespace Faultline.Collector.Processing;

/// <summary>
/// Where batches end: into the spool first (some microseconds; a number is only ever seen once it cannot be lost), then to the publisher. Never throws for
/// a spool that cannot be written: those readings are lost and counted, an alarm is raised, and the collector is not ready.
/// </summary>
internal sealed partial class Intake(Spool spool, IReadingPublisher publisher, CollectorMetrics metrics, ILogger<Intake> logger) : IIntake
{
    // A frame's times lie within 35 minutes (32 bits of microseconds); timestamps of sources may be further apart.
    private static readonly TimeSpan LongestFrame = TimeSpan.FromMinutes(30);

    private static readonly ActivitySource Source = new(CollectorMetrics.MeterName);

    private string? fault;

    /// <summary>Why readings are being lost; null while they are not.</summary>
    public string? Fault => Volatile.Read(ref fault);

    public void Take(SystemId system, string device, ReadOnlySpan<Reading> readings, int suppressed)
    {
        metrics.Suppressed(device, suppressed);
        while (!readings.IsEmpty)
        {
            var last = readings[0].SourceTime + LongestFrame;
            var length = readings.Length;
            while (readings[length - 1].SourceTime > last)
                length--;
            Append(system, device, readings[..length]);
            readings = readings[length..];
        }
    }

    public void Take(TextReading text) => Append(SpoolRecord.Text, text, text.SystemId.Value);

    public void Quarantine(QuarantinedReading reading) => Append(SpoolRecord.Quarantined, reading, reading.SystemId.Value);

    private void Append(SystemId system, string device, ReadOnlySpan<Reading> readings)
    {
        try
        {
            var batch = spool.Append(system, readings);
            // From the moment that the readings are of to here: asked, answered, decoded, validated, spooled.
            using var span = ReadingTrace.Start(Source, "collect readings", ActivityKind.Client, spool.Collector, system, batch.Sequence, readings[0].SourceTime);
            publisher.Publish(batch);
            metrics.Accepted(device, readings.Length);
            Recovered();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            metrics.Unspooled(device, readings.Length);
            Failed(exception);
        }
    }

    private void Append<T>(byte kind, T content, string source)
    {
        try
        {
            spool.Append(kind, content);
            Recovered();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            metrics.Unspooled(source, 1);
            Failed(exception);
        }
    }

    private void Failed(Exception exception)
    {
        if (Interlocked.Exchange(ref fault, exception.Message) is null)
            LogSpoolFailed(exception);
    }

    private void Recovered()
    {
        if (fault is not null && Interlocked.Exchange(ref fault, null) is not null)
            LogSpoolRecovered();
    }
}
