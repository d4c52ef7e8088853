using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server;
using Faultline.Protocols.OpcUa.Services;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Protocols.OpcUa.Tests.Server;

/// <summary>Subscriptions under a clock that the test moves: each interval passes when the test says so.</summary>
public sealed class SubscriptionTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private TestServer _server = null!;
    private RawClient _client = null!;
    private uint _subscription;

    public async Task InitializeAsync()
    {
        _server = Start(_clock);
        _client = await RawClient.LogInAsync(_server);
        _subscription = (await CreateAsync(_client)).SubscriptionId;
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Publish_FirstInterval_IsAKeepAliveAndLaterOnesAreSilent()
    {
        var first = await PublishAsync();
        Assert.Empty(first.NotificationMessage.NotificationData);
        Assert.Equal(1u, first.NotificationMessage.SequenceNumber);

        var waiting = await BeginPublishAsync();
        Pass(4);
        Assert.False(waiting.IsCompleted);
        Pass(1);
        Assert.Empty(Notification(await waiting.Within()).NotificationMessage.NotificationData);
    }

    [Fact]
    public async Task Item_Created_ReportsItsValueAndThenChangesOnly()
    {
        await MonitorAsync(TestServer.Temperature, 7);
        var first = await PublishAsync();
        Assert.Equal((7u, Variant.From(42.5)), Assert.Single(Values(first)));

        var waiting = await BeginPublishAsync();
        Pass(1);
        _server.Level.Set(Variant.From(43.5));
        Pass(1);
        var second = Notification(await waiting.Within());
        Assert.Equal((7u, Variant.From(43.5)), Assert.Single(Values(second)));
        Assert.Equal(2u, second.NotificationMessage.SequenceNumber);
        Assert.Equal([1u, 2u], second.AvailableSequenceNumbers);
    }

    [Fact]
    public async Task Publish_RequestComesLate_IsAnsweredAtOnce()
    {
        await MonitorAsync(TestServer.Temperature, 7);
        Pass(1);

        Assert.Single(Values(Notification(await (await BeginPublishAsync()).Within())));
    }

    [Fact]
    public async Task Queue_Overflow_KeepsTheLatestAndMarksTheGap()
    {
        await MonitorAsync(TestServer.Temperature, 1, queueSize: 3, sampling: 10);
        await MonitorAsync(TestServer.Temperature, 2, queueSize: 3, sampling: 10, discardOldest: false);
        await MonitorAsync(TestServer.Temperature, 3, queueSize: 1, sampling: 10);
        for (var i = 1; i <= 4; i++)
        {
            _server.Level.Set(Variant.From((double)i));
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        var values = Raw(await PublishAsync());
        Assert.Equal([2.0, 3, 4], Numbers(values, 1));
        Assert.Equal([42.5, 1, 4], Numbers(values, 2));
        Assert.Equal([4.0], Numbers(values, 3));
        Assert.Equal([0x480u, 0, 0], Statuses(values, 1));
        Assert.Equal([0u, 0, 0x480], Statuses(values, 2));
        Assert.Equal([0u], Statuses(values, 3));
        Assert.Equal(4, _server.Counters.Refused[ServerBound.QueueOverflows]);
    }

    [Theory]
    [InlineData(DeadbandType.Absolute, 5, 47.5, false)]
    [InlineData(DeadbandType.Absolute, 5, 47.6, true)]
    [InlineData(DeadbandType.Percent, 5, 52.5, false)]
    [InlineData(DeadbandType.Percent, 5, 52.6, true)]
    [InlineData(DeadbandType.Absolute, 5, double.NaN, true)]
    public async Task Deadband_Change_IsReportedBeyondItOnly(DeadbandType type, double deadband, double value, bool reported)
    {
        var filter = new DataChangeFilter { Trigger = DataChangeTrigger.StatusValue, DeadbandType = (uint)type, DeadbandValue = deadband };
        await MonitorAsync(TestServer.Temperature, 1, filter: filter);
        await PublishAsync();
        var waiting = await BeginPublishAsync();
        _server.Level.Set(Variant.From(value));
        Pass(1);
        Assert.Equal(reported, await HasValuesAsync(waiting));
    }

    [Fact]
    public async Task Deadband_NodeWithoutRangeOrNumber_IsRefused()
    {
        var percent = new DataChangeFilter { Trigger = DataChangeTrigger.StatusValue, DeadbandType = (uint)DeadbandType.Percent, DeadbandValue = 5 };
        Assert.Equal(StatusCodes.BadMonitoredItemFilterUnsupported, (await MonitorAsync(TestServer.Setpoint, 1, filter: percent)).StatusCode);
        Assert.Equal(StatusCodes.BadFilterNotAllowed, (await MonitorAsync(NodeIds.Server_NamespaceArray, 1, filter: percent)).StatusCode);
        var negative = new DataChangeFilter { DeadbandType = (uint)DeadbandType.Absolute, DeadbandValue = -1 };
        Assert.Equal(StatusCodes.BadDeadbandFilterInvalid, (await MonitorAsync(TestServer.Setpoint, 1, filter: negative)).StatusCode);
    }

    [Fact]
    public async Task Trigger_StatusOnly_LeavesValuesOut()
    {
        await MonitorAsync(TestServer.Temperature, 1, filter: new DataChangeFilter { Trigger = DataChangeTrigger.Status });
        await PublishAsync();
        var waiting = await BeginPublishAsync();
        _server.Level.Set(Variant.From(50.0));
        Pass(1);
        Assert.False(waiting.IsCompleted);
        _server.Level.Set(new DataValue { Status = StatusCodes.BadNoCommunication });
        Pass(1);

        Assert.Equal(StatusCodes.BadNoCommunication, Assert.Single(Raw(Notification(await waiting.Within()))).Value.Status);
    }

    [Fact]
    public async Task Mode_SamplingThenReporting_ReportsWhatWasQueued()
    {
        var item = await MonitorAsync(TestServer.Temperature, 1, queueSize: 5, sampling: 10);
        await PublishAsync();
        await SetModeAsync(item, MonitoringMode.Sampling);
        _server.Level.Set(Variant.From(1.0));
        Pass(1);
        _server.Level.Set(Variant.From(2.0));
        Pass(1);
        await SetModeAsync(item, MonitoringMode.Reporting);

        var values = Raw(await PublishAsync());
        Assert.Equal([1.0, 2], Numbers(values, 1));
    }

    [Fact]
    public async Task Mode_Disabled_ForgetsAndBeginsAnew()
    {
        var item = await MonitorAsync(TestServer.Temperature, 1);
        await SetModeAsync(item, MonitoringMode.Disabled);
        Assert.Empty((await PublishAsync()).NotificationMessage.NotificationData);
        await SetModeAsync(item, MonitoringMode.Reporting);

        var values = Raw(await PublishAsync());
        Assert.Equal([42.5], Numbers(values, 1));
    }

    [Fact]
    public async Task Publish_MoreThanAMessageHolds_SaysThatMoreFollows()
    {
        var limited = (await CreateAsync(_client, maxNotifications: 10)).SubscriptionId;
        await _client.AskAsync<DeleteSubscriptionsResponse>(new DeleteSubscriptionsRequest { SubscriptionIds = [_subscription] });
        await _client.AskAsync<CreateMonitoredItemsResponse>(new CreateMonitoredItemsRequest
        {
            SubscriptionId = limited, ItemsToCreate = [.. Enumerable.Range(0, 25).Select(i => Item(new NodeId($"Item{i}", 1), (uint)i))],
        });
        Pass(1);
        var counts = new List<(int, bool)>();
        for (var i = 0; i < 3; i++)
        {
            var message = Notification(await (await BeginPublishAsync()).Within());
            counts.Add((Values(message).Count, message.MoreNotifications));
        }

        Assert.Equal([(10, true), (10, true), (5, false)], counts);
    }

    [Fact]
    public async Task Republish_NotAcknowledged_IsSentAgainUnchanged()
    {
        await MonitorAsync(TestServer.Temperature, 7);
        var sent = await PublishAsync();
        var again = await _client.AskAsync<RepublishResponse>(new RepublishRequest { SubscriptionId = _subscription, RetransmitSequenceNumber = 1 });
        Assert.Equal(sent.NotificationMessage.PublishTime, again.NotificationMessage.PublishTime);
        Assert.True(sent.NotificationMessage.NotificationData[0].Body.Span.SequenceEqual(again.NotificationMessage.NotificationData[0].Body.Span));

        var waiting = await BeginPublishAsync(new SubscriptionAcknowledgement { SubscriptionId = _subscription, SequenceNumber = 1 }, new SubscriptionAcknowledgement { SubscriptionId = _subscription, SequenceNumber = 9 });
        Pass(5);
        var next = Notification(await waiting.Within());

        Assert.Equal([StatusCodes.Good, StatusCodes.BadSequenceNumberUnknown], next.Results);
        Assert.Empty(next.AvailableSequenceNumbers);
        Assert.Equal(
            StatusCodes.BadMessageNotAvailable,
            await _client.RefusalAsync(new RepublishRequest { SubscriptionId = _subscription, RetransmitSequenceNumber = 1 }));
    }

    [Fact]
    public async Task Messages_NeverAcknowledged_TheOldestAreGivenUp()
    {
        await MonitorAsync(TestServer.Temperature, 1);
        PublishResponse last = null!;
        for (var i = 0; i < 5; i++)
        {
            _server.Level.Set(Variant.From((double)i));
            last = await PublishAsync();
        }

        Assert.Equal([3u, 4, 5], last.AvailableSequenceNumbers);
        Assert.Equal(2, _server.Counters.Refused[ServerBound.RetainedMessages]);
    }

    [Fact]
    public async Task Subscription_NobodyListens_EndsAndSaysSo()
    {
        Pass(15);
        Assert.Equal(0, _server.Counters.Subscriptions);

        var message = Notification(await (await BeginPublishAsync()).Within());
        Assert.True(Assert.Single(message.NotificationMessage.NotificationData).TryDecode<StatusChangeNotification>(OpcUaLimits.Default, out var change));
        Assert.Equal(StatusCodes.BadTimeout, change.Status);
        Assert.Equal(StatusCodes.BadNoSubscription, await _client.RefusalAsync(new PublishRequest()));
    }

    [Fact]
    public async Task Publish_TooManyWait_TheOldestIsRefused()
    {
        var waiting = new List<Task<IServiceResponse>>();
        for (var i = 0; i < 4; i++)
            waiting.Add(await BeginPublishAsync());

        Assert.Equal(StatusCodes.BadTooManyPublishRequests, (await waiting[0].Within()).ResponseHeader.ServiceResult);
        Assert.All(waiting[1..], request => Assert.False(request.IsCompleted));
    }

    [Fact]
    public async Task Publish_TimeoutHintPassed_IsAnsweredWithTimeout()
    {
        await _client.AskAsync<SetPublishingModeResponse>(new SetPublishingModeRequest { SubscriptionIds = [_subscription] });
        await PublishAsync();
        var request = new PublishRequest { RequestHeader = new RequestHeader { TimeoutHint = 50 } };
        var other = (await CreateAsync(_client, interval: 60_000)).SubscriptionId;
        await _client.AskAsync<DeleteSubscriptionsResponse>(new DeleteSubscriptionsRequest { SubscriptionIds = [_subscription] });
        var waiting = _client.BeginAsync(request);
        await _client.AskAsync<SetPublishingModeResponse>(new SetPublishingModeRequest { SubscriptionIds = [other] });
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(StatusCodes.BadTimeout, (await waiting.Within()).ResponseHeader.ServiceResult);
    }

    [Fact]
    public async Task Transfer_ToAnotherSession_TakesMessagesAlongAndTellsTheOldOne()
    {
        await MonitorAsync(TestServer.Temperature, 7);
        await PublishAsync();
        await using var heir = await RawClient.LogInAsync(_server);

        var waiting = await BeginPublishAsync();
        var transfer = await heir.AskAsync<TransferSubscriptionsResponse>(
            new TransferSubscriptionsRequest { SubscriptionIds = [_subscription, 0], SendInitialValues = true });

        Assert.Equal([1u], transfer.Results[0].AvailableSequenceNumbers);
        Assert.Equal(StatusCodes.BadSubscriptionIdInvalid, transfer.Results[1].StatusCode);
        var told = Notification(await waiting.Within());
        Assert.True(Assert.Single(told.NotificationMessage.NotificationData).TryDecode<StatusChangeNotification>(OpcUaLimits.Default, out var change));
        Assert.Equal(StatusCodes.GoodSubscriptionTransferred, change.Status);
        var taken = heir.BeginAsync(new PublishRequest());
        await heir.AskAsync<SetPublishingModeResponse>(new SetPublishingModeRequest { PublishingEnabled = true, SubscriptionIds = [_subscription] });
        Pass(1);
        Assert.Equal((7u, Variant.From(42.5)), Assert.Single(Values(Notification(await taken.Within()))));
    }

    [Fact]
    public async Task Item_ManyIntervals_AreServedByFewTimersAndSaidSo()
    {
        var created = await _client.AskAsync<CreateMonitoredItemsResponse>(new CreateMonitoredItemsRequest
        {
            SubscriptionId = _subscription, ItemsToCreate = [.. Enumerable.Range(0, 40).Select(i => Item(TestServer.Temperature, (uint)i, sampling: 10 + i))],
        });

        Assert.Equal(15, created.Results.Select(item => item.RevisedSamplingInterval).Distinct().Count());
        Assert.All(created.Results, (item, i) => Assert.InRange(item.RevisedSamplingInterval, 10, 10 + i));
    }

    [Fact]
    public async Task Items_TooMany_AreRefusedOneByOne()
    {
        await using var server = new TestServer(options => options with { Limits = new OpcUaServerLimits { MonitoredItems = 2, QueuedValues = 5 } });
        await using var client = await RawClient.LogInAsync(server);
        var subscription = (await CreateAsync(client)).SubscriptionId;
        var created = await client.AskAsync<CreateMonitoredItemsResponse>(new CreateMonitoredItemsRequest
        {
            SubscriptionId = subscription,
            ItemsToCreate = [Item(TestServer.Temperature, 1, queueSize: 6), Item(TestServer.Temperature, 1), Item(TestServer.Temperature, 1), Item(TestServer.Temperature, 1)],
        });

        Assert.Equal(
            [StatusCodes.BadTooManyMonitoredItems, StatusCodes.Good, StatusCodes.Good, StatusCodes.BadTooManyMonitoredItems],
            created.Results.Select(item => item.StatusCode));
        await client.AskAsync<DeleteSubscriptionsResponse>(new DeleteSubscriptionsRequest { SubscriptionIds = [subscription] });
        Assert.Equal(0, server.Counters.MonitoredItems);
    }

    private static TestServer Start(TimeProvider clock) =>
        new(options => options with { Clock = clock, Limits = new OpcUaServerLimits { RetainedMessages = 3, PublishRequests = 3, QueueSize = 10 } });

    private void Pass(int intervals)
    {
        for (var i = 0; i < intervals; i++)
            _clock.Advance(Interval);
    }

    private static Task<CreateSubscriptionResponse> CreateAsync(RawClient client, double interval = 100, uint maxNotifications = 0) =>
        client.AskAsync<CreateSubscriptionResponse>(new CreateSubscriptionRequest
        {
            RequestedPublishingInterval = interval, RequestedMaxKeepAliveCount = 5, RequestedLifetimeCount = 15, PublishingEnabled = true,
            MaxNotificationsPerPublish = maxNotifications,
        });

    private async Task<PublishResponse> PublishAsync()
    {
        var waiting = await BeginPublishAsync();
        Pass(1);
        return Notification(await waiting.Within());
    }

    /// <summary>Sends a Publish request and makes sure that the server has it: requests are taken in their order.</summary>
    private async Task<Task<IServiceResponse>> BeginPublishAsync(params SubscriptionAcknowledgement[] acknowledgements)
    {
        var waiting = _client.BeginAsync(new PublishRequest { SubscriptionAcknowledgements = acknowledgements });
        await _client.AskAsync<ReadResponse>(new ReadRequest { NodesToRead = [new ReadValueId { NodeId = NodeIds.Server, AttributeId = AttributeIds.NodeId }] });
        return waiting;
    }

    private async Task<bool> HasValuesAsync(Task<IServiceResponse> waiting)
    {
        if (!waiting.IsCompleted)
            Pass(4);
        return Notification(await waiting.Within()).NotificationMessage.NotificationData.Length > 0;
    }

    private async Task<MonitoredItemCreateResult> MonitorAsync(
        NodeId node, uint handle, uint queueSize = 1, double sampling = -1, bool discardOldest = true, DataChangeFilter? filter = null) =>
        Assert.Single((await _client.AskAsync<CreateMonitoredItemsResponse>(new CreateMonitoredItemsRequest
        {
            SubscriptionId = _subscription, TimestampsToReturn = TimestampsToReturn.Both,
            ItemsToCreate = [Item(node, handle, queueSize, sampling, discardOldest, filter)],
        })).Results);

    private static MonitoredItemCreateRequest Item(
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

    private async Task SetModeAsync(MonitoredItemCreateResult item, MonitoringMode mode) => await _client.AskAsync<SetMonitoringModeResponse>(
        new SetMonitoringModeRequest { SubscriptionId = _subscription, MonitoringMode = mode, MonitoredItemIds = [item.MonitoredItemId] });

    private static PublishResponse Notification(IServiceResponse response)
    {
        Assert.True(response is PublishResponse, $"{response.GetType().Name} with {response.ResponseHeader.ServiceResult}");
        return (PublishResponse)response;
    }

    private static List<MonitoredItemNotification> Raw(PublishResponse response)
    {
        var values = new List<MonitoredItemNotification>();
        foreach (var value in new DataChangeReader(Assert.Single(response.NotificationMessage.NotificationData), OpcUaLimits.Default))
            values.Add(value);
        return values;
    }

    private static List<(uint Handle, Variant Value)> Values(PublishResponse response) => Raw(response).ConvertAll(value => (value.ClientHandle, value.Value.Value));

    private static double[] Numbers(List<MonitoredItemNotification> values, uint handle) =>
        [.. values.Where(value => value.ClientHandle == handle).Select(value => value.Value.Value.TryGetDouble(out var number) ? number : double.NaN)];

    private static uint[] Statuses(List<MonitoredItemNotification> values, uint handle) =>
        [.. values.Where(value => value.ClientHandle == handle).Select(value => value.Value.Status.Value)];
}
