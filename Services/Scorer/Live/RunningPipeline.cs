using System.Diagnostics.Metrics;
using Faultline.Contracts;

namespace Faultline.Scorer.Live;

/// <summary>A pipeline at work.</summary>
internal sealed partial class RunningPipeline
{
    private readonly SystemPipeline pipeline;
    private readonly CancellationTokenSource stop;
    private readonly Task work;

    private RunningPipeline(SystemPipeline pipeline, ILogger logger, CancellationToken stopping)
    {
        this.pipeline = pipeline;
        stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        work = Task.Run(() => RunAsync(logger), CancellationToken.None);
    }

    public SystemDefinition System => pipeline.System;

    /// <summary>False once it has broken; it is then to be stopped and started anew.</summary>
    public bool IsRunning => !work.IsCompleted;

    public static RunningPipeline Start(SystemPipeline pipeline, ILogger logger, CancellationToken stopping) => new(pipeline, logger, stopping);

    public void Offer(ReadingBatch batch) => pipeline.Offer(batch);

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await work;
        stop.Dispose();
    }

    public IEnumerable<Measurement<int>> QueueLengths()
    {
        yield return Measure(pipeline.Count, "readings");
        yield return Measure(pipeline.Alarms.Count, "alarms");
        yield return Measure(pipeline.Predictions.Count, "predictions");
    }

    private Measurement<int> Measure(int length, string queue) => new(
        length, new KeyValuePair<string, object?>("system", pipeline.System.Id.Value), new KeyValuePair<string, object?>("queue", queue));

    private async Task RunAsync(ILogger logger)
    {
        try
        {
            await pipeline.RunAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogEnded(logger, pipeline.System.Id);
        }
        catch (Exception exception)
        {
            // The boundary of one system's work: the others go on, and this one is started anew within a second.
            LogBroken(logger, pipeline.System.Id, exception);
        }
    }

    [LoggerMessage(LogLevel.Debug, "{System}: pipeline ended.")]
    private static partial void LogEnded(ILogger logger, SystemId system);

    [LoggerMessage(LogLevel.Error, "{System}: processing broke and is started anew from its checkpoint.")]
    private static partial void LogBroken(ILogger logger, SystemId system, Exception exception);
}
