using System.IO.Hashing;
using System.Text;
using Faultline.Contracts;

namespace Faultline.Alarms;

/// <summary>
/// The states of an occurrence: active or cleared × acknowledged or not. Raised: active, unacknowledged. Acknowledging is possible once in
/// either state; clearing once, and keeps the acknowledgement. A cleared and acknowledged alarm is over; if the condition
/// returns, that is a new occurrence.
/// </summary>
public static class AlarmLifecycle
{
    /// <summary>Identifier that the same occurrence gets each time it is found, so that replayed readings do not raise it twice.</summary>
    /// <remarks>UUID version 7 (RFC 9562 §5.7): milliseconds of the source time, then a hash (XXH3, 128 bits) of the rule in place of chance.</remarks>
    public static Guid IdOf(SystemId system, string source, AlarmCondition condition, DateTimeOffset raisedAt)
    {
        Span<byte> bytes = stackalloc byte[16];
        XxHash128.Hash(Encoding.UTF8.GetBytes($"{system}/{source}/{condition}/{raisedAt.UtcTicks}"), bytes);
        var milliseconds = raisedAt.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
            bytes[i] = (byte)(milliseconds >> (40 - (8 * i)));
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The step that clears an occurrence.</summary>
    /// <exception cref="InvalidOperationException">It is cleared already.</exception>
    public static AlarmTransition Clear(Alarm alarm, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        if (alarm.State != AlarmState.Active)
            throw new InvalidOperationException($"Alarm {alarm.Id} was cleared at {alarm.ClearedAt:O}.");
        return new AlarmTransition(0, AlarmEvent.Cleared, at, alarm with { State = AlarmState.Cleared, ClearedAt = at });
    }

    /// <summary>The step that acknowledges an occurrence.</summary>
    /// <exception cref="InvalidOperationException">It is acknowledged already.</exception>
    public static AlarmTransition Acknowledge(Alarm alarm, string userName, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        if (alarm.Acknowledged)
            throw new InvalidOperationException($"Alarm {alarm.Id} was acknowledged by {alarm.AcknowledgedBy} at {alarm.AcknowledgedAt:O}.");
        var acknowledged = alarm with { Acknowledged = true, AcknowledgedAt = at, AcknowledgedBy = userName };
        return new AlarmTransition(0, AlarmEvent.Acknowledged, at, acknowledged);
    }
}
