using System.Diagnostics.Metrics;
using Faultline.Contracts;

namespace Faultline.Scorer;

/// <summary>Measurements of the scorer.</summary>
internal sealed class ScorerMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Faultline.Scorer";

    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] };

    private readonly Meter meter = new(MeterName);
    private readonly Histogram<double> alarmDelay;

    public ScorerMetrics()
    {
        Readings = meter.CreateCounter<long>("faultline.scorer.readings", "{reading}", "Readings processed.");
        Predictions = meter.CreateCounter<long>("faultline.scorer.predictions", "{prediction}", "Predictions by source: live or request.");
        Unscored = meter.CreateCounter<long>("faultline.scorer.windows.unscored", "{window}", "Windows that could not be scored, by reason.");
        ScoringSeconds = meter.CreateHistogram<double>("faultline.scorer.scoring.duration", "s", "Time to score one window.", null, Seconds);
        WindowLagSeconds = meter.CreateHistogram<double>("faultline.scorer.window.lag", "s", "Age of a window's end when it is scored.", null, Seconds);
        CatchUps = meter.CreateCounter<long>("faultline.scorer.catch_ups", "{catch_up}", "Times that missing readings were fetched from the database, by reason.");
        Holes = meter.CreateCounter<long>("faultline.scorer.holes", "{hole}", "Gaps that the database did not fill in time.");
        Transitions = meter.CreateCounter<long>("faultline.scorer.alarm.transitions", "{transition}", "Alarm transitions stored, by event.");
        AlarmSeconds = meter.CreateHistogram<double>("faultline.scorer.alarm.duration", "s", "From a reading's arrival to the announcement of its transition.", null, Seconds);
        alarmDelay = meter.CreateHistogram<double>(
            "faultline.scorer.alarm.delay", "s", "From the source time of what raised an alarm to its announcement, by kind of alarm.", null, Seconds);
        Dropped = meter.CreateCounter<long>("faultline.scorer.predictions.dropped", "{prediction}", "Predictions not stored because the database was away.");
        Overflows = meter.CreateCounter<long>("faultline.scorer.overflows", "{batch}", "Batches left to the database because a system's queue was full.");
        ModelSwaps = meter.CreateCounter<long>("faultline.scorer.model.swaps", "{swap}", "Sets of models taken into service.");
        ShadowWindows = meter.CreateCounter<long>(
            "faultline.scorer.shadow.windows", "{window}", "Live windows that a shadow scored beside the active model, by component and result: agrees, disagrees or failed.");
        UnknownConditions = meter.CreateCounter<long>(
            "faultline.scorer.conditions.unknown", "{window}", "Live windows that look like nothing the model has learned, by system.");
        StorageRetries = meter.CreateCounter<long>("faultline.scorer.storage.retries", "{attempt}", "Calls repeated because the database was away.");
    }

    public Counter<long> Readings { get; }

    public Counter<long> Predictions { get; }

    public Counter<long> Unscored { get; }

    public Histogram<double> ScoringSeconds { get; }

    public Histogram<double> WindowLagSeconds { get; }

    public Counter<long> CatchUps { get; }

    public Counter<long> Holes { get; }

    public Counter<long> Transitions { get; }

    public Histogram<double> AlarmSeconds { get; }

    public Counter<long> Dropped { get; }

    public Counter<long> Overflows { get; }

    public Counter<long> StorageRetries { get; }

    public Counter<long> ModelSwaps { get; }

    public Counter<long> UnknownConditions { get; }

    public Counter<long> ShadowWindows { get; }

    /// <summary>Measures from the sensor on: a raised alarm, just announced. A source clock that is ahead counts as no delay.</summary>
    public void Announced(AlarmTransition transition, DateTimeOffset now)
    {
        if (transition.Event == AlarmEvent.Raised)
            alarmDelay.Record(Math.Max(0, (now - transition.At).TotalSeconds), new KeyValuePair<string, object?>("kind", transition.Alarm.Kind.ToString()));
    }

    /// <summary>Shows the lengths of the systems' queues.</summary>
    public void ObserveQueues(Func<IEnumerable<Measurement<int>>> lengths) =>
        meter.CreateObservableGauge("faultline.scorer.queue.length", lengths, "{item}", "Waiting items by system and queue: readings, alarms, predictions.");

    /// <summary>Shows the memory of requests' bodies.</summary>
    public void ObserveBodies(Func<IEnumerable<Measurement<long>>> sizes) =>
        meter.CreateObservableGauge("faultline.scorer.bodies.size", sizes, "By", "Bodies that were read and are not yet answered, by kind: window or batch.");

    /// <summary>Shows how far the systems' windows have drifted from the training data.</summary>
    public void ObserveDrift(Func<IEnumerable<Measurement<double>>> statistics) => meter.CreateObservableGauge(
        "faultline.scorer.drift", statistics, "1", "Statistic of the drift test by system, name (sensor or component), test and whether its limit is exceeded.");

    public void Dispose() => meter.Dispose();
}
