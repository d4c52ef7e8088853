namespace Faultline.Contracts;

/// <summary>What can be wrong with a tag.</summary>
internal static class TagFaults
{
    private const double DaySeconds = 86_400;
    private const double DayMs = DaySeconds * 1000;

    public static void Find(DeviceConfiguration device, TagConfiguration tag, List<ConfigurationFault> all)
    {
        var faults = new FaultList(all, device.Id, tag.Name);
        if (tag.Name.Length is 0 or > 64 || !tag.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            faults.Add("name", $"'{tag.Name}' is not 1 to 64 characters of A-Z, a-z, 0-9, '-' and '_'.");
        faults.Range("ordinal", tag.Ordinal, 1, SensorId.MaxOrdinal);
        if (tag.Title.Length > 200)
            faults.Add("title", $"{tag.Title.Length} characters; at most 200 are accepted.");
        if (tag.Unit.Length > 32)
            faults.Add("unit", $"{tag.Unit.Length} characters; at most 32 are accepted.");
        faults.Range("interval_ms", tag.IntervalMs, 1, DayMs, " ms");
        FindInValue(tag, faults);
        FindInReporting(tag, faults);
        FindInRules(tag, faults);
        if (tag.Limits is { } limits)
            FindInLimits(limits, faults);
        if (device.Protocol == DeviceProtocol.OpcUa)
        {
            OpcUaFaults.Find(tag, faults);
            return;
        }
        FindInTimestamp(device, tag, faults);
        if (tag.Modbus is { } modbus)
            ModbusTagFaults.Find(device, tag, modbus, faults);
        else
            faults.Add("modbus", "missing: the device speaks Modbus.");
    }

    private static void FindInValue(TagConfiguration tag, FaultList faults)
    {
        if (tag.Scale == 0 || !double.IsFinite(tag.Scale))
            faults.Add("scale", $"{FaultList.Number(tag.Scale)} is no finite number other than 0.");
        faults.Finite("offset", tag.Offset);
        if (tag.Write is { } write && !(write.Minimum <= write.Maximum && double.IsFinite(write.Minimum) && double.IsFinite(write.Maximum)))
            faults.Add("write", $"minimum {FaultList.Number(write.Minimum)} and maximum {FaultList.Number(write.Maximum)} are no range.");
    }

    private static void FindInReporting(TagConfiguration tag, FaultList faults)
    {
        if (tag.DeadbandAbsolute is not null && tag.DeadbandPercent is not null)
            faults.Add("deadband_percent", "there is deadband_absolute too; one of them is accepted.");
        if (tag.DeadbandAbsolute is { } absolute && !(absolute >= 0 && double.IsFinite(absolute)))
            faults.Add("deadband_absolute", $"{FaultList.Number(absolute)} is no finite number from 0.");
        if (tag.DeadbandPercent is { } percent && !(percent is > 0 and <= 100))
            faults.Add("deadband_percent", $"{FaultList.Number(percent)} is not above 0 and up to 100.");
        if (tag.ReportsByException())
            faults.Range("maximum_silence_ms", tag.MaximumSilenceMs, tag.IntervalMs, DayMs, " ms");
        if (tag.NoDataAfterSeconds is not { } silence)
            return;
        faults.Range("no_data_after_seconds", silence, 0.1, DaySeconds, " s");
        var told = (tag.ReportsByException() ? tag.MaximumSilenceMs : tag.IntervalMs) / 1000;
        if (silence <= told)
            faults.Add("no_data_after_seconds", $"{FaultList.Number(silence)} s is not longer than the {FaultList.Number(told)} s between its readings.");
    }

    private static void FindInRules(TagConfiguration tag, FaultList faults)
    {
        if (!(tag.PhysicalMinimum < tag.PhysicalMaximum) || !double.IsFinite(tag.PhysicalMinimum) || !double.IsFinite(tag.PhysicalMaximum))
            faults.Add("physical_maximum", $"{FaultList.Number(tag.PhysicalMaximum)} is not above physical_minimum, {FaultList.Number(tag.PhysicalMinimum)}, both finite.");
        if (tag.MaximumRate is { } rate && !(rate > 0 && double.IsFinite(rate)))
            faults.Add("maximum_rate", $"{FaultList.Number(rate)} is no finite number above 0.");
        if (tag.FrozenAfterSeconds is { } frozen && !(frozen is > 0 and <= DaySeconds))
            faults.Add("frozen_after_seconds", $"{FaultList.Number(frozen)} is not above 0 and up to {DaySeconds}.");
    }

    private static void FindInLimits(TagLimits limits, FaultList faults)
    {
        (string Name, double? Value)[] rising =
            [("limits.low_low", limits.LowLow), ("limits.low", limits.Low), ("limits.high", limits.High), ("limits.high_high", limits.HighHigh)];
        foreach (var (name, value) in rising)
            faults.Finite(name, value);
        var given = rising.Where(limit => limit.Value is not null).ToArray();
        for (var i = 1; i < given.Length; i++)
        {
            if (!(given[i].Value > given[i - 1].Value))
                faults.Add(given[i].Name, $"{FaultList.Number(given[i].Value!.Value)} is not above {given[i - 1].Name}, {FaultList.Number(given[i - 1].Value!.Value)}.");
        }
        if (!(limits.Deadband >= 0 && double.IsFinite(limits.Deadband)))
            faults.Add("limits.deadband", $"{FaultList.Number(limits.Deadband)} is no finite number from 0.");
        faults.Range("limits.on_delay_seconds", limits.OnDelaySeconds, 0, DaySeconds, " s");
        faults.Range("limits.off_delay_seconds", limits.OffDelaySeconds, 0, DaySeconds, " s");
    }

    private static void FindInTimestamp(DeviceConfiguration device, TagConfiguration tag, FaultList faults)
    {
        if (tag.Timestamp == TimestampSource.Server)
            faults.Add("timestamp", "server: a Modbus device tells no server time; source and collector are accepted.");
        if (tag.Timestamp == TimestampSource.Source && device.Modbus?.ClockTag is null)
            faults.Add("timestamp", "source: a Modbus device tells its time only by modbus.clock_tag, which is not set.");
    }
}
