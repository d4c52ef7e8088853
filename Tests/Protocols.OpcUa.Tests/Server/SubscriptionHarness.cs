using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server;
using Faultline.Protocols.OpcUa.Services;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Protocols.OpcUa.Tests.Server;

/// <summary>A client with a subscription, under a clock that the test moves: each interval passes when the test says so.</summary>
public abstract class SubscriptionHarness : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private protected FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    private protected TestServer Server { get; private set; } = null!;

    private protected RawClient Client { get; private set; } = null!;

    private protected uint SubscriptionId { get; private set; }

    public async Task InitializeAsync()
    {
        Server = Start(Clock);
        Client = await RawClient.LogInAsync(Server);
        SubscriptionId = (await CreateAsync(Client)).SubscriptionId;
    }

    public async Task DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }

    private static TestServer Start(TimeProvider clock) =>
        new(options => options with { Clock = clock, Limits = new OpcUaServerLimits { RetainedMessages = 3, PublishRequests = 3, QueueSize = 10 } });

    private protected void Pass(int intervals)
    {
        for (var i = 0; i < intervals; i++)
            Clock.Advance(Interval);
    }

    private protected static Task<CreateSubscriptionResponse> CreateAsync(RawClient client, double interval = 100, uint maxNotifications = 0) =>
        client.AskAsync<CreateSubscriptionResponse>(new CreateSubscriptionRequest
        {
            RequestedPublishingInterval = interval, RequestedMaxKeepAliveCount = 5, RequestedLifetimeCount = 15, PublishingEnabled = true,
            MaxNotificationsPerPublish = maxNotifications,
        });

    private protected async Task<PublishResponse> PublishAsync()
    {
        var waiting = await BeginPublishAsync();
        Pass(1);
        return Notification(await waiting.Within());
    }

    /// <summary>Sends a Publish request and makes sure that the server has it: requests are taken in their order.</summary>
    private protected async Task<Task<IServiceResponse>> BeginPublishAsync(params SubscriptionAcknowledgement[] acknowledgements)
    {
        var waiting = Client.BeginAsync(new PublishRequest { SubscriptionAcknowledgements = acknowledgements });
        await Client.AskAsync<ReadResponse>(new ReadRequest { NodesToRead = [new ReadValueId { NodeId = NodeIds.Server, AttributeId = AttributeIds.NodeId }] });
        return waiting;
    }

    private protected async Task<bool> HasValuesAsync(Task<IServiceResponse> waiting)
    {
        if (!waiting.IsCompleted)
            Pass(4);
        return Notification(await waiting.Within()).NotificationMessage.NotificationData.Length > 0;
    }

    private protected async Task<MonitoredItemCreateResult> MonitorAsync(
        NodeId node, uint handle, uint queueSize = 1, double sampling = -1, bool discardOldest = true, DataChangeFilter? filter = null) =>
        Assert.Single((await Client.AskAsync<CreateMonitoredItemsResponse>(new CreateMonitoredItemsRequest
        {
            SubscriptionId = SubscriptionId, TimestampsToReturn = TimestampsToReturn.Both,
            ItemsToCreate = [Item(node, handle, queueSize, sampling, discardOldest, filter)],
        })).Results);

    private protected static MonitoredItemCreateRequest Item(
        NodeId node, uint handle, uint queueSize = 1, double sampling = -1, bool discardOldest = true, DataChangeFilter? filter = null) => new()
    {
        ItemToMonitor = new ReadValueId { NodeId = node, AttributeId = AttributeIds.Value },
        MonitoringMode = MonitoringMode.Reporting,
        RequestedParameters = new MonitoringParameters
        {
            ClientHandle = handle, QueueSize = queueSize, SamplingInterval = sampling, DiscardOldest = discardOldest,
            Filter = filter is null ? default : ExtensionObject.From(filter),
        },
    };

    private protected async Task SetModeAsync(MonitoredItemCreateResult item, MonitoringMode mode) => await Client.AskAsync<SetMonitoringModeResponse>(
        new SetMonitoringModeRequest { SubscriptionId = SubscriptionId, MonitoringMode = mode, MonitoredItemIds = [item.MonitoredItemId] });

    private protected static PublishResponse Notification(IServiceResponse response)
    {
        Assert.True(response is PublishResponse, $"{response.GetType().Name} with {response.ResponseHeader.ServiceResult}");
        return (PublishResponse)response;
    }

    private protected static List<MonitoredItemNotification> Raw(PublishResponse response)
    {
        var values = new List<MonitoredItemNotification>();
        foreach (var value in new DataChangeReader(Assert.Single(response.NotificationMessage.NotificationData), OpcUaLimits.Default))
            values.Add(value);
        return values;
    }

    private protected static List<(uint Handle, Variant Value)> Values(PublishResponse response) => Raw(response).ConvertAll(value => (value.ClientHandle, value.Value.Value));

    private protected static double[] Numbers(List<MonitoredItemNotification> values, uint handle) =>
        [.. values.Where(value => value.ClientHandle == handle).Select(value => value.Value.Value.TryGetDouble(out var number) ? number : double.NaN)];

    private protected static uint[] Statuses(List<MonitoredItemNotification> values, uint handle) =>
        [.. values.Where(value => value.ClientHandle == handle).Select(value => value.Value.Status.Value)];
}
