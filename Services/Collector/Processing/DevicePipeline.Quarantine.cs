using Faultline.Collector.Validation;
using Faultline.Contracts;

namespace Faultline.Collector.Processing;

/// <summary>What is rejected.</summary>
internal sealed partial class DevicePipeline
{
    public void AddUndecodable(int tag, ReadOnlySpan<byte> raw, string fault)
    {
        var name = device.Tags[tag].Name;
        Count(tag, QuarantineReason.Undecodable);
        Admit(new QuarantinedReading(stream.Id, name, received, received, null, Convert.ToHexStringLower(raw), QuarantineReason.Undecodable, ""), () => $"{name}: {fault}");
    }

    /// <summary>Quarantines what the limiter still holds back.</summary>
    public void Flush()
    {
        lock (stream.Gate)
        {
            foreach (var entry in limiter.Flush())
                intake.Quarantine(entry);
        }
    }

    private void Reject(int tag, in Reading reading, Verdict verdict, ReadOnlySpan<byte> raw)
    {
        var reason = verdict.Reason!.Value;
        var (name, unit) = (device.Tags[tag].Name, device.Tags[tag].Unit);
        Count(tag, reason);
        Admit(
            new QuarantinedReading(
                stream.Id, name, reading.SourceTime, received, double.IsFinite(reading.Value) ? reading.Value : null, Convert.ToHexStringLower(raw), reason, "")
            {
                Rule = RuleOf(verdict, unit), ServerTime = reading.ServerTime, StatusInfo = reading.Quality.Info,
            },
            () => verdict.Describe(name, unit));
    }

    private static string RuleOf(in Verdict verdict, string unit) => FormattableString.Invariant(verdict.Reason switch
    {
        QuarantineReason.OutOfRange when verdict.Observed > verdict.Limit => $"physical_maximum {verdict.Limit:0.######} {unit}",
        QuarantineReason.OutOfRange => $"physical_minimum {verdict.Limit:0.######} {unit}",
        QuarantineReason.RateOfChange => $"maximum_rate {verdict.Limit:0.######} {unit}/s",
        QuarantineReason.Frozen => $"frozen_after {verdict.Limit:0.######} s",
        QuarantineReason.FutureTimestamp => $"future_limit {verdict.Limit:0.######} s",
        QuarantineReason.StaleTimestamp => $"age_limit {verdict.Limit:0.######} s",
        _ => $"finite",
    });

    private void Recover(int tag)
    {
        var name = device.Tags[tag].Name;
        foreach (var ended in limiter.Recover(name, received))
            intake.Quarantine(ended);
        tags[tag].IsRejecting = limiter.HoldsBack(name);
    }

    private void Count(int tag, QuarantineReason reason)
    {
        tags[tag].Rejected++;
        tags[tag].IsRejecting = true;
        metrics.Rejected(device.Id, reason);
    }

    private void Admit(QuarantinedReading entry, Func<string> describe)
    {
        if (limiter.Admit(entry, describe) is { } admitted)
            intake.Quarantine(admitted);
        else
            metrics.HeldBack(device.Id);
    }
}
