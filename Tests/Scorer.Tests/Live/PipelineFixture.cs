using Faultline.Alarms.Faults;
using Faultline.Contracts;
using Faultline.Scorer.Live;
using Faultline.Scorer.Models;
using Faultline.Scorer.Scoring;
using Faultline.Scorer.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Faultline.Scorer.Tests.Live;

/// <summary>A pipeline over <see cref="MemoryLine"/> whose clock the test moves.</summary>
internal sealed class PipelineFixture : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource stop = new();
    private readonly ScorerMetrics metrics = new();
    private readonly SystemPipeline pipeline;
    private readonly Task work;

    public PipelineFixture(MemoryLine line, double startSeconds = 0, SystemDefinition? system = null)
    {
        Line = line;
        Clock = new ObservedClock(Machine.At(startSeconds));
        var retry = new StorageRetry(Clock, metrics, NullLogger<StorageRetry>.Instance);
        pipeline = new SystemPipeline(
            system ?? Machine.Definition, line, line, new LiveScoring(
                new ModelHost(new ReleaseModel(Machine.Model, Machine.Twin)), Machine.Model.Aligner, Machine.Fit,
                new ShadowComparison(metrics, NullLogger<ShadowComparison>.Instance), new DriftWatch(metrics), metrics, Clock), retry, new LiveOptions(), new PredictedFaultOptions(),
            metrics, Clock, NullLogger.Instance);
        work = Task.Run(() => pipeline.RunAsync(stop.Token));
    }

    public MemoryLine Line { get; }

    public ObservedClock Clock { get; }

    public void Offer(ReadingBatch batch) => pipeline.Offer(batch);

    /// <summary>Moves the clock in steps, letting timers fire, until the condition holds.</summary>
    public async Task AdvanceUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            Clock.Advance(Step);
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAny(work).WaitAsync(TimeSpan.FromSeconds(30));
        stop.Dispose();
        metrics.Dispose();
    }
}
