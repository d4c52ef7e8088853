using Faultline.Collector.Publishing;
using Faultline.Collector.Spooling;
using Faultline.Contracts;

namespace Faultline.Collector.Polling;

/// <summary>
/// Where polls end: into the spool first (some microseconds; a number is only ever seen once it cannot be lost), then to the publisher. Never throws for
/// a spool that cannot be written: those readings are lost and counted, and the collector is not ready.
/// </summary>
internal sealed partial class Intake(Spool spool, IReadingPublisher publisher, CollectorMetrics metrics, ILogger<Intake> logger)
{
    private string? fault;

    /// <summary>Why readings are being lost; null while they are not.</summary>
    public string? Fault => Volatile.Read(ref fault);

    public void Take(SystemId system, IReadOnlyList<Reading> readings)
    {
        try
        {
            var batch = spool.Append(system, readings);
            publisher.Publish(batch);
            metrics.Accepted(system, readings.Count);
            Recovered();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            metrics.Unspooled(system, readings.Count);
            Failed(exception);
        }
    }

    public void Quarantine(QuarantinedReading reading)
    {
        try
        {
            spool.Append(reading);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            metrics.Unspooled(reading.SystemId, 1);
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
