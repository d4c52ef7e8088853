using System.Diagnostics.Metrics;
using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>Measurements of the live hub.</summary>
internal sealed class LiveMetrics : IDisposable
{
    /// <summary>Meter of this service.</summary>
    public const string MeterName = "Faultline.DiagnosticsApi";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] };

    private readonly Meter meter = new(MeterName);
    private readonly Histogram<double> alarmDelay;

    public LiveMetrics() => alarmDelay = meter.CreateHistogram<double>(
        "faultline.live.alarm.delay", "s", "From the source time of what raised an alarm to its sending to a client of the hub, by kind of alarm.", null, Seconds);

    /// <summary>Shows the number of connections.</summary>
    public void ObserveClients(Func<int> count) => meter.CreateObservableGauge("faultline.live.clients", count, "{client}", "Connections to the live hub.");

    /// <summary>Measures from the sensor on: a raised alarm, just sent to a client. A source clock that is ahead counts as no delay.</summary>
    public void Sent(AlarmTransition transition, DateTimeOffset now)
    {
        if (transition.Event == AlarmEvent.Raised)
            alarmDelay.Record(Math.Max(0, (now - transition.At).TotalSeconds), new KeyValuePair<string, object?>("kind", transition.Alarm.Kind.ToString()));
    }

    public void Dispose() => meter.Dispose();
}
