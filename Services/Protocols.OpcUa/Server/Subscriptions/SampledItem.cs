using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server.Answering;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Server.Sessions;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>A monitored item, OPC 10000-4 §5.12.1. Guarded by its subscription.</summary>
internal sealed class SampledItem(ServerCore core, uint id, ReadValueId target, Node node, OpcUaUser user)
{
    // What can be read without a detour: the whole value of a variable.
    private readonly VariableNode? _variable =
        target.AttributeId == AttributeIds.Value && string.IsNullOrEmpty(target.IndexRange) ? node as VariableNode : null;

    private DataValue _last;
    private bool _hasLast;

    internal uint Id => id;

    internal ReadValueId Target => target;

    internal Node Node => node;

    internal uint ClientHandle { get; set; }

    internal TimestampsToReturn Timestamps { get; set; }

    internal ChangeFilter Filter { get; set; }

    /// <summary>Milliseconds.</summary>
    internal double SamplingInterval { get; set; }

    internal MonitoringMode Mode { get; private set; }

    internal ValueQueue Queue { get; } = new();

    /// <summary>Whether it stands in the subscription's list of items with something to report.</summary>
    internal bool IsListed { get; set; }

    internal bool HasReport => Mode == MonitoringMode.Reporting && Queue.Count > 0;

    /// <summary>Changes the mode; a disabled item forgets what it knew.</summary>
    internal void SetMode(MonitoringMode mode)
    {
        Mode = mode;
        if (mode != MonitoringMode.Disabled)
            return;
        Queue.Clear();
        _hasLast = false;
    }

    /// <summary>Reports the present value again, changed or not.</summary>
    internal void Forget() => _hasLast = false;

    /// <summary>Looks for a change and queues it.</summary>
    internal void Sample(DateTime now)
    {
        if (Mode == MonitoringMode.Disabled)
            return;
        var value = _variable?.Read() ?? AttributeService.Read(core, target, TimestampsToReturn.Both, user);
        if (_hasLast && !Filter.IsChange(_last, value))
            return;
        _last = value;
        _hasLast = true;
        if (!Queue.Enqueue(Answering.Timestamps.Apply(Bound(value), Timestamps, target.AttributeId, now)))
            core.Statistics.Count(ServerBound.QueueOverflows);
    }

    /// <summary>A value so large that no message could hold it beside others is replaced by a status code that says so.</summary>
    private DataValue Bound(in DataValue value)
    {
        if (value.Value.Reference is null)
            return value;
        var writer = new OpcUaWriter(core.Options.MessageLimits);
        try
        {
            writer.WriteDataValue(value);
            return writer.Written.Length <= core.Options.MessageLimits.MessageSize / 4 ? value : TooLarge(value);
        }
        catch (OpcUaException)
        {
            return TooLarge(value);
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static DataValue TooLarge(in DataValue value) => value with { Value = default, Status = StatusCodes.BadEncodingLimitsExceeded };
}
