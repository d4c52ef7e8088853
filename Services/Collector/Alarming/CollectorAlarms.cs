using System.Data.Common;
using System.Text.Json;
using Faultline.Alarms;
using Faultline.Collector.Plant;
using Faultline.Collector.Processing;
using Faultline.Collector.Spooling;
using Faultline.Contracts;
using Faultline.TimeSeries;
using StackExchange.Redis;

namespace Faultline.Collector.Alarming;

/// <summary>
/// What an operator must know of the collector itself, as alarms of a system named like the collector: readings are being lost because the spool cannot be written (a full disk), or were dropped
/// at its bound. Stored before they are announced; what cannot be stored is tried again.
/// </summary>
internal sealed partial class CollectorAlarms(
    Intake intake, Spool spool, CollectorIdentity identity, AlarmStore store, IConnectionMultiplexer redis, TimeProvider time, ILogger<CollectorAlarms> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Dropping happens once a segment: it is over when none was dropped for this long.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(60);

    private readonly Dictionary<AlarmCondition, Alarm> active = [];
    private long seenDropped;
    private long? droppedAt;
    private bool restored;

    private SystemId Source => new(identity.Name);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await RestoreAsync(stoppingToken);
                await JudgeAsync(AlarmCondition.SpoolUnwritable, intake.Fault is { } fault ? $"The spool cannot be written, readings are being lost: {fault}" : null, stoppingToken);
                await JudgeAsync(AlarmCondition.SpoolDropped, Dropped(), stoppingToken);
            }
            catch (Exception exception) when (exception is DbException or StorageException or TimeoutException)
            {
                LogAway(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private string? Dropped()
    {
        if (spool.DroppedBytes != seenDropped)
            (seenDropped, droppedAt) = (spool.DroppedBytes, time.GetTimestamp());
        return droppedAt is { } at && time.GetElapsedTime(at) < Calm
            ? FormattableString.Invariant($"The spool is full: {seenDropped} bytes of readings were dropped before they could be stored.")
            : null;
    }

    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        if (restored)
            return;
        foreach (var alarm in await store.ActiveAsync(Source, cancellationToken))
        {
            if (alarm.Kind == AlarmKind.Collector)
                active[alarm.Condition] = alarm;
        }
        restored = true;
    }

    private async Task JudgeAsync(AlarmCondition condition, string? message, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (message is not null && !active.ContainsKey(condition))
        {
            var raised = new Alarm(
                AlarmLifecycle.IdOf(Source, "spool", condition, now), Source, AlarmKind.Collector, "spool", condition, AlarmSeverity.Critical, AlarmState.Active,
                Acknowledged: false, now, ClearedAt: null, AcknowledgedAt: null, AcknowledgedBy: null, Value: spool.Bytes, Limit: null, Probability: null, message);
            await TellAsync(new AlarmTransition(0, AlarmEvent.Raised, now, raised), cancellationToken);
            active[condition] = raised;
        }
        else if (message is null && active.TryGetValue(condition, out var alarm))
        {
            await TellAsync(AlarmLifecycle.Clear(alarm, now), cancellationToken);
            active.Remove(condition);
        }
    }

    private async Task TellAsync(AlarmTransition transition, CancellationToken cancellationToken)
    {
        var stored = await store.AppendAsync(transition, cancellationToken);
        try
        {
            await redis.GetSubscriber().PublishAsync(RedisChannel.Literal(Channels.Alarms), JsonSerializer.SerializeToUtf8Bytes(stored, FaultlineJson.Options));
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // Whoever shows alarms reads the database as well.
            LogNotAnnounced(exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "An alarm of the collector cannot be stored yet: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "An alarm of the collector was stored, but not announced: {Reason}")]
    private partial void LogNotAnnounced(string reason);
}
