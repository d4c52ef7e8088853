using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Fuzz.OpcUa;

/// <summary>A request of each service within a session, to be damaged.</summary>
internal static class OpcUaRequests
{
    private static readonly NodeId Temperature = new("Temperature", 1);

    internal static IServiceRequest[] All(NodeId token, uint subscription)
    {
        IServiceRequest[] all = [.. Views(), .. Attributes(), .. Subscriptions(subscription)];
        foreach (var request in all)
            request.RequestHeader = new RequestHeader { AuthenticationToken = token, RequestHandle = 1, TimeoutHint = 500 };
        return all;
    }

    private static IEnumerable<IServiceRequest> Views()
    {
        yield return new GetEndpointsRequest { EndpointUrl = "opc.tcp://localhost" };
        yield return new FindServersRequest { LocaleIds = ["en"] };
        yield return new BrowseRequest
        {
            RequestedMaxReferencesPerNode = 3,
            NodesToBrowse = [new BrowseDescription { NodeId = NodeIds.ObjectsFolder, ReferenceTypeId = NodeIds.HierarchicalReferences, IncludeSubtypes = true, ResultMask = 63 }],
        };
        yield return new BrowseNextRequest { ContinuationPoints = [[1, 2, 3, 4, 5, 6, 7, 8]] };
        yield return new TranslateBrowsePathsToNodeIdsRequest
        {
            BrowsePaths = [new BrowsePath { StartingNode = NodeIds.ObjectsFolder, RelativePath = new RelativePath { Elements = [new RelativePathElement { IncludeSubtypes = true, TargetName = new QualifiedName("Machine", 1) }] } }],
        };
        yield return new RegisterNodesRequest { NodesToRegister = [Temperature, NodeIds.Server] };
    }

    private static IEnumerable<IServiceRequest> Attributes()
    {
        yield return new ReadRequest
        {
            TimestampsToReturn = TimestampsToReturn.Both,
            NodesToRead = [new ReadValueId { NodeId = Temperature, AttributeId = AttributeIds.Value }, new ReadValueId { NodeId = new NodeId("Curve", 1), AttributeId = AttributeIds.Value, IndexRange = "1:2" }],
        };
        yield return new WriteRequest
        {
            NodesToWrite = [new WriteValue { NodeId = new NodeId("Setpoint", 1), AttributeId = AttributeIds.Value, Value = new DataValue { Value = Variant.From(1.5) } }],
        };
        yield return new CallRequest
        {
            MethodsToCall = [new CallMethodRequest { ObjectId = new NodeId("Machine", 1), MethodId = new NodeId("Add", 1), InputArguments = [Variant.From(1.0), Variant.From(2.0)] }],
        };
    }

    private static IEnumerable<IServiceRequest> Subscriptions(uint id)
    {
        var parameters = new MonitoringParameters
        {
            ClientHandle = 1, SamplingInterval = 50, QueueSize = 5, DiscardOldest = true,
            Filter = ExtensionObject.From(new DataChangeFilter { Trigger = DataChangeTrigger.StatusValue, DeadbandType = 2, DeadbandValue = 1 }),
        };
        yield return new CreateSubscriptionRequest { RequestedPublishingInterval = 50, RequestedLifetimeCount = 30, RequestedMaxKeepAliveCount = 10, PublishingEnabled = true };
        yield return new ModifySubscriptionRequest { SubscriptionId = id, RequestedPublishingInterval = 20 };
        yield return new SetPublishingModeRequest { PublishingEnabled = true, SubscriptionIds = [id] };
        yield return new PublishRequest { SubscriptionAcknowledgements = [new SubscriptionAcknowledgement { SubscriptionId = id, SequenceNumber = 1 }] };
        yield return new RepublishRequest { SubscriptionId = id, RetransmitSequenceNumber = 1 };
        yield return new TransferSubscriptionsRequest { SubscriptionIds = [id], SendInitialValues = true };
        yield return new CreateMonitoredItemsRequest
        {
            SubscriptionId = id, TimestampsToReturn = TimestampsToReturn.Both,
            ItemsToCreate = [new MonitoredItemCreateRequest { ItemToMonitor = new ReadValueId { NodeId = Temperature, AttributeId = AttributeIds.Value }, MonitoringMode = MonitoringMode.Reporting, RequestedParameters = parameters }],
        };
        yield return new ModifyMonitoredItemsRequest { SubscriptionId = id, ItemsToModify = [new MonitoredItemModifyRequest { MonitoredItemId = 1, RequestedParameters = parameters }] };
        yield return new SetMonitoringModeRequest { SubscriptionId = id, MonitoringMode = MonitoringMode.Sampling, MonitoredItemIds = [1] };
        yield return new DeleteMonitoredItemsRequest { SubscriptionId = id, MonitoredItemIds = [1, 2] };
    }
}
