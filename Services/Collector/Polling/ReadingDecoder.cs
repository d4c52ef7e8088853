using System.Buffers.Binary;
using Faultline.Collector.Validation;
using Faultline.Contracts;
using Faultline.Protocols.Modbus.Registers;

namespace Faultline.Collector.Polling;

/// <summary>
/// From registers to readings: decodes, validates, quarantines, and remembers the last accepted value of each sensor. Not thread-safe (one poll loop owns it).
/// </summary>
internal sealed class ReadingDecoder(
    SystemDefinition system, ReadingValidator validator, QuarantineLimiter limiter, Intake intake, CollectorMetrics metrics)
{
    private readonly Dictionary<SensorDefinition, double> lastAccepted = [];

    /// <summary>Adds the accepted readings of an answer to <paramref name="accepted"/>.</summary>
    /// <param name="span">What was asked.</param>
    /// <param name="registers">The answer.</param>
    /// <param name="receivedAt">When it came: with Modbus the only time there is, so also the source time.</param>
    /// <param name="accepted">Takes the accepted readings.</param>
    public void Decode(RegisterSpan span, ReadOnlySpan<ushort> registers, DateTimeOffset receivedAt, List<Reading> accepted)
    {
        foreach (var sensor in span.Sensors)
        {
            var pair = registers.Slice(span.OffsetOf(sensor), RegisterSpan.PerSensor);
            double value = RegisterDecoder.ToSingle(pair);
            var verdict = validator.Check(sensor.Ordinal, value, receivedAt, receivedAt);
            if (!verdict.IsAccepted)
            {
                Reject(sensor, value, Hex(pair), verdict, receivedAt);
                continue;
            }
            foreach (var ended in limiter.Recover(sensor.Name, receivedAt))
                intake.Quarantine(ended);
            lastAccepted[sensor] = value;
            accepted.Add(new Reading(system.IdOf(sensor), receivedAt, value, Quality.Good));
        }
    }

    /// <summary>The machine does not answer: each sensor's last value once more, marked bad, so that charts show since when.</summary>
    public IReadOnlyList<Reading> Lost(DateTimeOffset at, Quality quality)
    {
        validator.Reset();
        Reading[] readings = [.. lastAccepted.OrderBy(pair => pair.Key.Ordinal).Select(pair => new Reading(system.IdOf(pair.Key), at, pair.Value, quality))];
        lastAccepted.Clear();
        return readings;
    }

    /// <summary>Bytes that are no answer to what was asked.</summary>
    public void Undecodable(RegisterSpan span, DateTimeOffset at, string fault)
    {
        metrics.Rejected(system.Id, QuarantineReason.Undecodable);
        Admit(new QuarantinedReading(system.Id, span.Sensors[0].Name, at, at, null, "", QuarantineReason.Undecodable, ""), () => fault);
    }

    /// <summary>Quarantines what the limiter still holds back.</summary>
    public void Flush()
    {
        foreach (var entry in limiter.Flush())
            intake.Quarantine(entry);
    }

    private void Reject(SensorDefinition sensor, double value, string raw, Verdict verdict, DateTimeOffset at)
    {
        var reason = verdict.Reason!.Value;
        metrics.Rejected(system.Id, reason);
        Admit(
            new QuarantinedReading(system.Id, sensor.Name, at, at, double.IsFinite(value) ? value : null, raw, reason, ""),
            () => verdict.Describe(sensor.Name, sensor.Unit));
    }

    private void Admit(QuarantinedReading entry, Func<string> describe)
    {
        if (limiter.Admit(entry, describe) is { } admitted)
            intake.Quarantine(admitted);
    }

    private static string Hex(ReadOnlySpan<ushort> registers)
    {
        Span<byte> bytes = stackalloc byte[registers.Length * sizeof(ushort)];
        for (var i = 0; i < registers.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes[(i * sizeof(ushort))..], registers[i]);
        return Convert.ToHexStringLower(bytes);
    }
}
