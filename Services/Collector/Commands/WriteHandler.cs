using System.Text.Json;
using Faultline.Collector.Devices;
using Faultline.Collector.Drivers;
using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Collector.Commands;

/// <summary>Writes values to a device, after checking them once more against the configuration that is applied here.</summary>
internal sealed class WriteHandler(DeviceFleet fleet) : ICommandHandler
{
    public string Kind => "write";

    public async Task<CommandResult> ExecuteAsync(CollectorCommand command, CancellationToken cancellationToken)
    {
        var request = JsonSerializer.Deserialize<WriteRequest>(command.Request, FaultlineJson.Options)!;
        if (fleet.Find(request.Device) is not { } loop)
            return Refused($"device {request.Device} is not read by this collector");
        List<TagWrite> writes = [];
        foreach (var value in request.Values)
        {
            if (Check(loop.Device, value, writes) is { } fault)
                return Refused(fault);
        }
        try
        {
            var written = await loop.Reader.WriteAsync(writes, cancellationToken);
            return Answered([.. written.Select(value => new TagReadBack(loop.Device.Tags[value.Tag].Name, value.ReadBack, value.Confirmed))]);
        }
        catch (DeviceException exception)
        {
            return Refused(exception.Message);
        }
    }

    private static string? Check(DeviceConfiguration device, TagValue value, List<TagWrite> writes)
    {
        var tag = device.Tags.ToList().FindIndex(candidate => candidate.Name == value.Tag);
        if (tag < 0)
            return $"device {device.Id} has no tag {value.Tag}";
        if (device.Tags[tag].Write is not { } range)
            return $"tag {value.Tag} must not be written";
        if (!(value.Value >= range.Minimum && value.Value <= range.Maximum))
            return FormattableString.Invariant($"tag {value.Tag}: {value.Value} is outside {range.Minimum} to {range.Maximum}");
        writes.Add(new TagWrite(tag, value.Value));
        return null;
    }

    private static CommandResult Answered(TagReadBack[] values)
    {
        var unconfirmed = values.Where(value => !value.Confirmed).ToArray();
        var fault = unconfirmed.Length == 0 ? null
            : $"written, but read back differently: {string.Join(", ", unconfirmed.Select(value => FormattableString.Invariant($"{value.Tag} = {value.Value}")))}";
        return new CommandResult(
            fault is null, JsonSerializer.Serialize(new WriteAnswer(values, fault), FaultlineJson.Options),
            fault ?? string.Join(", ", values.Select(value => FormattableString.Invariant($"{value.Tag} = {value.Value}, read back"))));
    }

    private static CommandResult Refused(string fault) =>
        new(false, JsonSerializer.Serialize(new WriteAnswer([], fault), FaultlineJson.Options), fault);
}
