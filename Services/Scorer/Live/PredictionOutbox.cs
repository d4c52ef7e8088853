using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Faultline.Contracts;
using Faultline.Scorer.Storage;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Live;

/// <summary>
/// Predictions and checkpoints of one system on their way out. A checkpoint is only stored when all alarms found before it are, so that a
/// restart finds them again. While the database is away, predictions wait; beyond <see cref="Capacity"/> new ones are dropped and counted.
/// </summary>
internal sealed partial class PredictionOutbox(
    ILineStore store, IAnnouncer announcer, AlarmOutbox alarms, StorageRetry retry, ScorerMetrics metrics, ILogger logger)
{
    /// <summary>Two minutes of predictions.</summary>
    public const int Capacity = 120;

    private readonly Channel<(Prediction? Prediction, Checkpoint Checkpoint, long Alarms)> waiting =
        Channel.CreateBounded<(Prediction?, Checkpoint, long)>(Capacity);

    public int Count => waiting.Reader.Count;

    /// <summary>Puts a prediction (or none) and how far the system is processed.</summary>
    /// <param name="prediction">The prediction; null to store the checkpoint alone.</param>
    /// <param name="checkpoint">How far the system is processed.</param>
    /// <param name="mayWait">Whether to wait for room (catching up) rather than drop (live).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask PutAsync(Prediction? prediction, Checkpoint checkpoint, bool mayWait, CancellationToken cancellationToken)
    {
        var item = (prediction, checkpoint, alarms.Put);
        if (waiting.Writer.TryWrite(item))
            return;
        if (mayWait)
            await waiting.Writer.WriteAsync(item, cancellationToken);
        else
            metrics.Dropped.Add(1);
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var (prediction, checkpoint, alarmsBefore) in waiting.Reader.ReadAllAsync(stopping))
            await SendAsync(prediction, alarms.IsStored(alarmsBefore) ? checkpoint : null, stopping);
    }

    private async Task SendAsync(Prediction? prediction, Checkpoint? checkpoint, CancellationToken stopping)
    {
        using var span = ReadingTrace.Start(ScorerTrace.Source, "announce prediction", ActivityKind.Producer, prediction?.TraceParent);
        try
        {
            if (prediction is null && checkpoint is null)
                return;
            await retry.RunAsync("storing a prediction", async token =>
            {
                await (prediction is null ? store.SetAsync(checkpoint!, token) : store.AddAsync(prediction, checkpoint, token));
                return true;
            }, stopping);
            if (prediction is not null)
                await announcer.AnnounceAsync(prediction);
        }
        catch (Exception exception) when (exception is StorageException or DbException)
        {
            LogRefused(exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "The database refuses a prediction; it is lost.")]
    private partial void LogRefused(Exception exception);
}
