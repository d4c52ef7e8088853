using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>What is asked of a monitored item, OPC 10000-4 §5.13.1.</summary>
/// <param name="Handle">What its values are marked with; unique within the subscription.</param>
/// <param name="Node">The node.</param>
public sealed record MonitoredItemSettings(uint Handle, NodeId Node)
{
    /// <summary>The attribute; default its value.</summary>
    public uint AttributeId { get; init; } = AttributeIds.Value;

    /// <summary>Part of an array, as 1:3; null for all of it.</summary>
    public string? IndexRange { get; init; }

    /// <summary>How often the server looks for a change; null: the publishing interval; zero: as fast as it can.</summary>
    public TimeSpan? SamplingInterval { get; init; }

    /// <summary>Values that the server keeps between two notifications; default 10.</summary>
    public uint QueueSize { get; init; } = 10;

    /// <summary>Which value a full queue gives up: the oldest (default), or the newest.</summary>
    public bool DiscardOldest { get; init; } = true;

    /// <summary>What counts as a change; default status and value.</summary>
    public DataChangeTrigger Trigger { get; init; } = DataChangeTrigger.StatusValue;

    /// <summary>Kind of deadband; Percent is of the node's EURange.</summary>
    public DeadbandType DeadbandType { get; init; } = DeadbandType.None;

    /// <summary>The deadband: in the value's unit, or per cent.</summary>
    public double Deadband { get; init; }

    /// <summary>Whether values are sampled and sent.</summary>
    public MonitoringMode Mode { get; init; } = MonitoringMode.Reporting;

    internal MonitoredItemCreateRequest ToCreate() => new()
    {
        ItemToMonitor = new ReadValueId { NodeId = Node, AttributeId = AttributeId, IndexRange = IndexRange },
        MonitoringMode = Mode,
        RequestedParameters = ToParameters(),
    };

    internal MonitoringParameters ToParameters() => new()
    {
        ClientHandle = Handle,
        SamplingInterval = SamplingInterval?.TotalMilliseconds ?? -1,
        QueueSize = QueueSize,
        DiscardOldest = DiscardOldest,
        Filter = Trigger == DataChangeTrigger.StatusValue && DeadbandType == DeadbandType.None
            ? default
            : ExtensionObject.From(new DataChangeFilter { Trigger = Trigger, DeadbandType = (uint)DeadbandType, DeadbandValue = Deadband }),
    };
}
