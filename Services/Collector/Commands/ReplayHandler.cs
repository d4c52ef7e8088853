using System.Text.Json;
using Faultline.Collector.Devices;
using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Collector.Commands;

/// <summary>
/// Judges quarantined readings anew and stores those that pass under their original time. Each entry is a stream of its own with one batch, so the database takes it once,
/// also when this is interrupted between storing and marking and asked for again.
/// </summary>
internal sealed class ReplayHandler(QuarantineStore quarantine, ReadingWriter writer, StorageInfo storage, DeviceFleet fleet, TimeProvider time) : ICommandHandler
{
    // The writer asks the database's clock, this asks its own.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(5);

    public string Kind => "replay";

    public async Task<CommandResult> ExecuteAsync(CollectorCommand command, CancellationToken cancellationToken)
    {
        var ids = JsonSerializer.Deserialize<ReplayRequest>(command.Request, FaultlineJson.Options)!.Ids;
        var entries = await quarantine.FindAsync(ids, cancellationToken);
        List<ReplayRefusal> refused = [.. ids.Except(entries.Select(entry => entry.Id)).Select(id => new ReplayRefusal(id, "there is no such entry"))];
        // What is older, the writer would put into quarantine again.
        var horizon = (await storage.RetentionAsync(cancellationToken)).TryGetValue("late_horizon", out var keep) ? time.GetUtcNow() - keep + ClockMargin : DateTimeOffset.MinValue;
        List<long> passed = [];
        List<ReadingBatch> batches = [];
        foreach (var entry in entries)
        {
            if (Judge(entry, horizon, out var value, out var sensor) is { } reason)
            {
                refused.Add(new ReplayRefusal(entry.Id, reason));
                continue;
            }
            passed.Add(entry.Id);
            var quality = Quality.Good with { Info = entry.Reading.StatusInfo };
            var reading = new Reading(sensor, entry.Reading.SourceTime, value, quality) { ServerTime = entry.Reading.ServerTime };
            batches.Add(new ReadingBatch($"replay-{entry.Id}", entry.Reading.SystemId, 1, [reading]));
        }
        await writer.StoreAsync(batches, cancellationToken);
        await quarantine.DecideAsync(passed, QuarantineState.Replayed, command.RequestedBy, cancellationToken);
        return new CommandResult(
            true, JsonSerializer.Serialize(new ReplayAnswer(passed, refused), FaultlineJson.Options), $"{passed.Count} replayed, {refused.Count} refused");
    }

    /// <summary>Why an entry cannot become a reading; null when it can.</summary>
    private string? Judge(QuarantineEntry entry, DateTimeOffset horizon, out double value, out SensorId sensor)
    {
        (value, sensor) = (0, default);
        if (entry.State != QuarantineState.Held)
            return $"it was {(entry.State == QuarantineState.Replayed ? "replayed" : "discarded")} by {entry.DecidedBy}";
        if (entry.Reading.SourceTime < horizon)
            return $"it is older than the database's late horizon ({horizon:yyyy-MM-dd HH:mm} UTC)";
        if (fleet.FindTag(entry.Reading.SystemId.Value, entry.Reading.SensorName) is not var (loop, index))
            return $"no tag {entry.Reading.SystemId}.{entry.Reading.SensorName} is read now";
        var tag = loop.Device.Tags[index];
        if (BytesOf(entry.Reading.Raw) is not { } bytes || loop.Reader.Decode(index, bytes) is not { } raw)
            return "its bytes cannot be decoded as the tag is configured now";
        value = tag.Scaled(raw);
        sensor = SensorId.Create(loop.Device.System.Number, tag.Ordinal);
        if (!double.IsFinite(value))
            return "it is no finite number";
        return value >= tag.PhysicalMinimum && value <= tag.PhysicalMaximum ? null
            : FormattableString.Invariant($"{value} is outside the physical range {tag.PhysicalMinimum} to {tag.PhysicalMaximum} {tag.Unit}");
    }

    /// <summary>The bytes as received; null where something else than bytes was kept, as of readings that the database itself refused as too late.</summary>
    private static byte[]? BytesOf(string raw) => raw.Length % 2 == 0 && raw.All(char.IsAsciiHexDigit) ? Convert.FromHexString(raw) : null;
}
