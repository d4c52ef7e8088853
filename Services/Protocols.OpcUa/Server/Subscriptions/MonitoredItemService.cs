using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server.Answering;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Server.Sessions;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>The monitored item service set, OPC 10000-4 §5.12.</summary>
internal sealed class MonitoredItemService(ServerCore core)
{
    internal CreateMonitoredItemsResponse Create(CreateMonitoredItemsRequest request, Session session)
    {
        Check(request, request.ItemsToCreate.Length, request.TimestampsToReturn);
        var subscription = core.Subscriptions.Require(session, request.SubscriptionId, request);
        return new CreateMonitoredItemsResponse
        {
            Results = Array.ConvertAll(request.ItemsToCreate, item => Create(item, subscription, request.TimestampsToReturn, session.User!)),
        };
    }

    internal ModifyMonitoredItemsResponse Modify(ModifyMonitoredItemsRequest request, Session session)
    {
        Check(request, request.ItemsToModify.Length, request.TimestampsToReturn);
        var subscription = core.Subscriptions.Require(session, request.SubscriptionId, request);
        return new ModifyMonitoredItemsResponse
        {
            Results = Array.ConvertAll(request.ItemsToModify, item => Modify(item, subscription, request.TimestampsToReturn)),
        };
    }

    internal SetMonitoringModeResponse SetMode(SetMonitoringModeRequest request, Session session)
    {
        Check(request, request.MonitoredItemIds.Length, TimestampsToReturn.Both);
        if (!IsMode(request.MonitoringMode))
            throw OpcUaFault.Service(StatusCodes.BadMonitoringModeInvalid, nameof(SetMonitoringModeRequest));
        var subscription = core.Subscriptions.Require(session, request.SubscriptionId, request);
        var now = core.Now;
        return new SetMonitoringModeResponse
        {
            Results = Array.ConvertAll(request.MonitoredItemIds, id => Result(subscription.TryWith(id, item =>
            {
                var wasDisabled = item.Mode == MonitoringMode.Disabled;
                item.SetMode(request.MonitoringMode);
                if (wasDisabled)
                    item.Sample(now);
            }))),
        };
    }

    internal DeleteMonitoredItemsResponse Delete(DeleteMonitoredItemsRequest request, Session session)
    {
        Check(request, request.MonitoredItemIds.Length, TimestampsToReturn.Both);
        var subscription = core.Subscriptions.Require(session, request.SubscriptionId, request);
        return new DeleteMonitoredItemsResponse { Results = Array.ConvertAll(request.MonitoredItemIds, id => Result(subscription.Remove(id))) };
    }

    private MonitoredItemCreateResult Create(
        MonitoredItemCreateRequest asked, ServerSubscription subscription, TimestampsToReturn timestamps, OpcUaUser user)
    {
        var (target, parameters) = (asked.ItemToMonitor, asked.RequestedParameters);
        if (core.Space.Find(target.NodeId) is not { } node)
            return Bad(StatusCodes.BadNodeIdUnknown);
        if (CheckTarget(target, node, user) is { IsBad: true } unfit)
            return Bad(unfit);
        if (!IsMode(asked.MonitoringMode))
            return Bad(StatusCodes.BadMonitoringModeInvalid);
        if (ChangeFilter.TryMake(parameters.Filter, node, target.AttributeId, core, out var filter) is { IsBad: true } refused)
            return Bad(refused);
        var queueSize = QueueSize(parameters.QueueSize);
        if (!core.Subscriptions.Budget.TryTake(queueSize))
        {
            core.Statistics.Count(ServerBound.MonitoredItems);
            return Bad(StatusCodes.BadTooManyMonitoredItems);
        }

        SampledItem? made = null;
        if (subscription.Add(newId => made = Make(newId), asked.MonitoringMode, parameters.SamplingInterval) is not { } id)
        {
            core.Subscriptions.Budget.Return(queueSize);
            return Bad(StatusCodes.BadSubscriptionIdInvalid);
        }

        return new MonitoredItemCreateResult { MonitoredItemId = id, RevisedSamplingInterval = made!.SamplingInterval, RevisedQueueSize = (uint)queueSize };

        SampledItem Make(uint newId)
        {
            var item = new SampledItem(core, newId, target, node, user) { ClientHandle = parameters.ClientHandle, Timestamps = timestamps, Filter = filter };
            item.Queue.Configure(queueSize, parameters.DiscardOldest);
            return item;
        }
    }

    private MonitoredItemModifyResult Modify(MonitoredItemModifyRequest asked, ServerSubscription subscription, TimestampsToReturn timestamps)
    {
        var parameters = asked.RequestedParameters;
        var queueSize = QueueSize(parameters.QueueSize);
        var (status, interval) = ((StatusCode)StatusCodes.Good, 0d);
        var found = subscription.TryWith(asked.MonitoredItemId, item =>
        {
            status = ChangeFilter.TryMake(parameters.Filter, item.Node, item.Target.AttributeId, core, out var filter);
            if (status.IsGood && !core.Subscriptions.Budget.TryChange(item.Queue.Size, queueSize))
                status = StatusCodes.BadTooManyMonitoredItems;
            if (status.IsBad)
                return;
            (item.ClientHandle, item.Timestamps, item.Filter) = (parameters.ClientHandle, timestamps, filter);
            item.Queue.Configure(queueSize, parameters.DiscardOldest);
            subscription.Join(item, parameters.SamplingInterval);
            interval = item.SamplingInterval;
        });
        if (!found || status.IsBad)
            return new MonitoredItemModifyResult { StatusCode = found ? status : StatusCodes.BadMonitoredItemIdInvalid };
        return new MonitoredItemModifyResult { RevisedSamplingInterval = interval, RevisedQueueSize = (uint)queueSize };
    }

    private static StatusCode CheckTarget(ReadValueId target, Node node, OpcUaUser user)
    {
        // Events are not offered: an object's EventNotifier says so, and is all there is to it.
        if (target.AttributeId == AttributeIds.EventNotifier)
            return StatusCodes.BadAttributeIdInvalid;
        if (target.AttributeId != AttributeIds.Value || node is not VariableNode)
            return NodeAttributes.Read(node, target.AttributeId, user).Status;
        if (!string.IsNullOrEmpty(target.IndexRange) && !NumericRange.TryParse(target.IndexRange, out _, out _))
            return StatusCodes.BadIndexRangeInvalid;
        return AttributeService.CheckEncoding(target);
    }

    private void Check(IServiceRequest request, int count, TimestampsToReturn timestamps)
    {
        core.CheckOperations(count, core.Limits.MonitoredItemsPerCall, request.GetType().Name);
        if (timestamps is < TimestampsToReturn.Source or > TimestampsToReturn.Neither)
            throw OpcUaFault.Service(StatusCodes.BadTimestampsToReturnInvalid, request.GetType().Name);
    }

    private int QueueSize(uint asked) => (int)Math.Clamp(asked, 1, (uint)core.Limits.QueueSize);

    private static bool IsMode(MonitoringMode mode) => mode is MonitoringMode.Disabled or MonitoringMode.Sampling or MonitoringMode.Reporting;

    private static StatusCode Result(bool found) => found ? StatusCodes.Good : StatusCodes.BadMonitoredItemIdInvalid;

    private static MonitoredItemCreateResult Bad(StatusCode status) => new() { StatusCode = status };
}
