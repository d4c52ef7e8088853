using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Faultline.Contracts;
using Faultline.Scorer.Storage;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Live;

/// <summary>
/// The alarm transitions of one system on their way out: stored in order, then announced. While the database is away they wait; at most
/// <see cref="Capacity"/>, then the system's processing waits with them and its readings are fetched from the database afterwards.
/// </summary>
internal sealed partial class AlarmOutbox(ILineStore store, IAnnouncer announcer, StorageRetry retry, ScorerMetrics metrics, TimeProvider clock, ILogger logger)
{
    /// <summary>A system has 21 rules: room for dozens of changes of each.</summary>
    public const int Capacity = 1024;

    private readonly Channel<(IReadOnlyList<AlarmTransition> Transitions, long Arrived, ReadingBatch? Cause)> waiting =
        Channel.CreateBounded<(IReadOnlyList<AlarmTransition>, long, ReadingBatch?)>(Capacity);
    private long put;
    private long done;

    /// <summary>Number of groups put in so far.</summary>
    public long Put => Interlocked.Read(ref put);

    public int Count => waiting.Reader.Count;

    /// <summary>Whether everything up to the group with that number is stored.</summary>
    public bool IsStored(long number) => Interlocked.Read(ref done) >= number;

    /// <summary>Puts in what one reading or window led to.</summary>
    /// <param name="transitions">At least one.</param>
    /// <param name="arrived">Clock's timestamp of the arrival.</param>
    /// <param name="cause">The batch that led to them, whose trace they carry on; null where none did.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    public ValueTask PutAsync(IReadOnlyList<AlarmTransition> transitions, long arrived, ReadingBatch? cause, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref put);
        return waiting.Writer.WriteAsync((transitions, arrived, cause), cancellationToken);
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var (transitions, arrived, cause) in waiting.Reader.ReadAllAsync(stopping))
        {
            await SendAsync(transitions, arrived, cause, stopping);
            Interlocked.Increment(ref done);
        }
    }

    private async Task SendAsync(IReadOnlyList<AlarmTransition> transitions, long arrived, ReadingBatch? cause, CancellationToken stopping)
    {
        var trace = cause is null ? null : ReadingTrace.TraceParentOf(cause);
        using var span = ReadingTrace.Start(ScorerTrace.Source, "announce alarm", ActivityKind.Producer, trace);
        try
        {
            foreach (var stored in await retry.RunAsync("storing alarms", token => store.AppendAsync(transitions, token), stopping))
            {
                await announcer.AnnounceAsync(stored with { TraceParent = trace });
                metrics.Announced(stored, clock.GetUtcNow());
                metrics.Transitions.Add(1, new KeyValuePair<string, object?>("event", stored.Event.ToString()));
                LogTransition(stored.Event, stored.Alarm.SystemId, stored.Alarm.Message);
            }
            metrics.AlarmSeconds.Record(clock.GetElapsedTime(arrived).TotalSeconds);
        }
        catch (Exception exception) when (exception is StorageException or DbException)
        {
            // Refused for good: it must not hold up the alarms behind it.
            LogRefused(transitions[0].Alarm.Id, exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Event} on {System}: {Message}")]
    private partial void LogTransition(AlarmEvent @event, SystemId system, string message);

    [LoggerMessage(LogLevel.Error, "The database refuses the transition of alarm {Id}; it is lost.")]
    private partial void LogRefused(Guid id, Exception exception);
}
