using Faultline.Alarms.Faults;
using Faultline.Contracts;
using Faultline.Scorer.Scoring;
using Faultline.Scorer.Storage;
using Microsoft.Extensions.Options;

namespace Faultline.Scorer.Live;

/// <summary>Puts a system's pipeline together.</summary>
internal sealed class PipelineFactory(
    ILineStore store, IAnnouncer announcer, LiveScoring scoring, StorageRetry retry, IOptions<LiveOptions> options, IOptions<PredictedFaultOptions> faults,
    ScorerMetrics metrics, TimeProvider clock, ILogger<SystemPipeline> logger)
{
    /// <exception cref="ArgumentException">The system's limits are inconsistent.</exception>
    public SystemPipeline Create(SystemDefinition system) =>
        new(system, store, announcer, scoring, retry, options.Value, faults.Value, metrics, clock, logger);
}
