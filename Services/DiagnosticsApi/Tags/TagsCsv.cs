using System.Globalization;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Csv;

namespace Faultline.DiagnosticsApi.Tags;

/// <summary>Tags as lines of a CSV file.</summary>
internal static class TagsCsv
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "device", "name", "ordinal", "title", "unit", "interval_ms", "area", "address", "type", "bit", "length", "order", "scale", "offset", "deadband_absolute",
        "deadband_percent", "maximum_silence_ms", "timestamp", "physical_minimum", "physical_maximum", "maximum_rate", "frozen_after_seconds", "low_low", "low", "high",
        "high_high", "limit_deadband", "on_delay_seconds", "off_delay_seconds", "no_data_after_seconds", "write_minimum", "write_maximum",
        "node", "path", "publishing_interval_ms", "sampling_interval_ms", "queue_size", "discard_oldest",
    ];

    public static IReadOnlyList<string?> Write(string device, TagConfiguration tag)
    {
        var modbus = tag.Modbus;
        var limits = tag.Limits;
        return
        [
            device, tag.Name, Text(tag.Ordinal), tag.Title, tag.Unit, Text(tag.IntervalMs), modbus is null ? null : CsvRow.NameOf(modbus.Area), Text(modbus?.Address),
            modbus is null ? null : CsvRow.NameOf(modbus.Type), Text(modbus?.Bit), Text(modbus?.Length), modbus is null ? null : CsvRow.NameOf(modbus.Order), Text(tag.Scale), Text(tag.Offset), Text(tag.DeadbandAbsolute), Text(tag.DeadbandPercent),
            Text(tag.MaximumSilenceMs), tag.Timestamp is { } clock ? CsvRow.NameOf(clock) : null, Text(tag.PhysicalMinimum), Text(tag.PhysicalMaximum), Text(tag.MaximumRate),
            Text(tag.FrozenAfterSeconds), Text(limits?.LowLow), Text(limits?.Low), Text(limits?.High), Text(limits?.HighHigh), Text(limits?.Deadband),
            Text(limits?.OnDelaySeconds), Text(limits?.OffDelaySeconds), Text(tag.NoDataAfterSeconds), Text(tag.Write?.Minimum), Text(tag.Write?.Maximum),
            tag.OpcUa?.Node, tag.OpcUa?.Path, Text(tag.OpcUa?.PublishingIntervalMs), Text(tag.OpcUa?.SamplingIntervalMs), Text(tag.OpcUa?.QueueSize),
            tag.OpcUa is { } place ? place.DiscardOldest ? "true" : "false" : null,
        ];
    }

    public static (string Device, TagConfiguration Tag) Read(CsvRow row) => (row.Text("device"), new TagConfiguration
    {
        Name = row.Text("name"),
        Ordinal = row.Whole("ordinal", 0),
        Title = row.Text("title"),
        Unit = row.Text("unit"),
        IntervalMs = row.Number("interval_ms", 1000),
        Modbus = IsNode(row) ? null : ReadModbus(row),
        OpcUa = IsNode(row) ? ReadNode(row) : null,
        Scale = row.Number("scale", 1),
        Offset = row.Number("offset", 0),
        DeadbandAbsolute = row.NumberOrNull("deadband_absolute"),
        DeadbandPercent = row.NumberOrNull("deadband_percent"),
        MaximumSilenceMs = row.Number("maximum_silence_ms", 60_000),
        Timestamp = row.TextOrNull("timestamp") is null ? null : row.Choice("timestamp", TimestampSource.Collector),
        PhysicalMinimum = row.Number("physical_minimum", 0),
        PhysicalMaximum = row.Number("physical_maximum", 0),
        MaximumRate = row.NumberOrNull("maximum_rate"),
        FrozenAfterSeconds = row.NumberOrNull("frozen_after_seconds"),
        Limits = ReadLimits(row),
        NoDataAfterSeconds = row.NumberOrNull("no_data_after_seconds"),
        Write = ReadRange(row),
    });

    /// <summary>A line with a node or a path is a tag of an OPC UA server; its Modbus columns say nothing.</summary>
    private static bool IsNode(CsvRow row) => row.TextOrNull("node") is not null || row.TextOrNull("path") is not null;

    private static ModbusTag ReadModbus(CsvRow row) => new()
    {
        Area = row.Choice("area", ModbusArea.Holding),
        Address = row.Whole("address", -1),
        Type = row.Choice("type", TagType.Uint16),
        Order = row.Choice("order", ByteOrder.Abcd),
        Bit = row.WholeOrNull("bit"),
        Length = row.WholeOrNull("length"),
    };

    private static OpcUaTag ReadNode(CsvRow row) => new()
    {
        Node = row.TextOrNull("node"),
        Path = row.TextOrNull("path"),
        PublishingIntervalMs = row.NumberOrNull("publishing_interval_ms"),
        SamplingIntervalMs = row.NumberOrNull("sampling_interval_ms"),
        QueueSize = row.Whole("queue_size", new OpcUaTag().QueueSize),
        DiscardOldest = row.Flag("discard_oldest", true),
    };

    private static TagLimits? ReadLimits(CsvRow row)
    {
        string[] columns = ["low_low", "low", "high", "high_high", "limit_deadband", "on_delay_seconds", "off_delay_seconds"];
        return columns.All(column => row.TextOrNull(column) is null) ? null : new TagLimits
        {
            LowLow = row.NumberOrNull("low_low"),
            Low = row.NumberOrNull("low"),
            High = row.NumberOrNull("high"),
            HighHigh = row.NumberOrNull("high_high"),
            Deadband = row.Number("limit_deadband", 0),
            OnDelaySeconds = row.Number("on_delay_seconds", 0),
            OffDelaySeconds = row.Number("off_delay_seconds", 0),
        };
    }

    private static TagWriteRange? ReadRange(CsvRow row)
    {
        var (minimum, maximum) = (row.NumberOrNull("write_minimum"), row.NumberOrNull("write_maximum"));
        if (minimum is not null && maximum is not null)
            return new TagWriteRange(minimum.Value, maximum.Value);
        if (minimum is not null || maximum is not null)
            row.Add("write_minimum", "a range has two ends: write_minimum and write_maximum.");
        return null;
    }

    private static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
