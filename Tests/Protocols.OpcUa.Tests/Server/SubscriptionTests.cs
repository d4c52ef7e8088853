using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Tests.Server;

/// <summary>Publishing, retransmission, lifetime and transfer.</summary>
public sealed class SubscriptionTests : SubscriptionHarness
{
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
    public async Task Publish_RequestComesLate_IsAnsweredAtOnce()
    {
        await MonitorAsync(TestServer.Temperature, 7);
        Pass(1);

        Assert.Single(Values(Notification(await (await BeginPublishAsync()).Within())));
    }

    [Fact]
    public async Task Publish_MoreThanAMessageHolds_SaysThatMoreFollows()
    {
        var limited = (await CreateAsync(Client, maxNotifications: 10)).SubscriptionId;
        await Client.AskAsync<DeleteSubscriptionsResponse>(new DeleteSubscriptionsRequest { SubscriptionIds = [SubscriptionId] });
        await Client.AskAsync<CreateMonitoredItemsResponse>(new CreateMonitoredItemsRequest
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
        var again = await Client.AskAsync<RepublishResponse>(new RepublishRequest { SubscriptionId = SubscriptionId, RetransmitSequenceNumber = 1 });
        Assert.Equal(sent.NotificationMessage.PublishTime, again.NotificationMessage.PublishTime);
        Assert.True(sent.NotificationMessage.NotificationData[0].Body.Span.SequenceEqual(again.NotificationMessage.NotificationData[0].Body.Span));

        var waiting = await BeginPublishAsync(new SubscriptionAcknowledgement { SubscriptionId = SubscriptionId, SequenceNumber = 1 }, new SubscriptionAcknowledgement { SubscriptionId = SubscriptionId, SequenceNumber = 9 });
        Pass(5);
        var next = Notification(await waiting.Within());

        Assert.Equal([StatusCodes.Good, StatusCodes.BadSequenceNumberUnknown], next.Results);
        Assert.Empty(next.AvailableSequenceNumbers);
        Assert.Equal(
            StatusCodes.BadMessageNotAvailable,
            await Client.RefusalAsync(new RepublishRequest { SubscriptionId = SubscriptionId, RetransmitSequenceNumber = 1 }));
    }

    [Fact]
    public async Task Messages_NeverAcknowledged_TheOldestAreGivenUp()
    {
        await MonitorAsync(TestServer.Temperature, 1);
        PublishResponse last = null!;
        for (var i = 0; i < 5; i++)
        {
            Server.Level.Set(Variant.From((double)i));
            last = await PublishAsync();
        }

        Assert.Equal([3u, 4, 5], last.AvailableSequenceNumbers);
        Assert.Equal(2, Server.Counters.Refused[ServerBound.RetainedMessages]);
    }

    [Fact]
    public async Task Subscription_NobodyListens_EndsAndSaysSo()
    {
        Pass(15);
        Assert.Equal(0, Server.Counters.Subscriptions);

        var message = Notification(await (await BeginPublishAsync()).Within());
        Assert.True(Assert.Single(message.NotificationMessage.NotificationData).TryDecode<StatusChangeNotification>(OpcUaLimits.Default, out var change));
        Assert.Equal(StatusCodes.BadTimeout, change.Status);
        Assert.Equal(StatusCodes.BadNoSubscription, await Client.RefusalAsync(new PublishRequest()));
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
        await Client.AskAsync<SetPublishingModeResponse>(new SetPublishingModeRequest { SubscriptionIds = [SubscriptionId] });
        await PublishAsync();
        var request = new PublishRequest { RequestHeader = new RequestHeader { TimeoutHint = 50 } };
        var other = (await CreateAsync(Client, interval: 60_000)).SubscriptionId;
        await Client.AskAsync<DeleteSubscriptionsResponse>(new DeleteSubscriptionsRequest { SubscriptionIds = [SubscriptionId] });
        var waiting = Client.BeginAsync(request);
        await Client.AskAsync<SetPublishingModeResponse>(new SetPublishingModeRequest { SubscriptionIds = [other] });
        Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(StatusCodes.BadTimeout, (await waiting.Within()).ResponseHeader.ServiceResult);
    }

    [Fact]
    public async Task Transfer_ToAnotherSession_TakesMessagesAlongAndTellsTheOldOne()
    {
        await MonitorAsync(TestServer.Temperature, 7);
        await PublishAsync();
        await using var heir = await RawClient.LogInAsync(Server);

        var waiting = await BeginPublishAsync();
        var transfer = await heir.AskAsync<TransferSubscriptionsResponse>(
            new TransferSubscriptionsRequest { SubscriptionIds = [SubscriptionId, 0], SendInitialValues = true });

        Assert.Equal([1u], transfer.Results[0].AvailableSequenceNumbers);
        Assert.Equal(StatusCodes.BadSubscriptionIdInvalid, transfer.Results[1].StatusCode);
        var told = Notification(await waiting.Within());
        Assert.True(Assert.Single(told.NotificationMessage.NotificationData).TryDecode<StatusChangeNotification>(OpcUaLimits.Default, out var change));
        Assert.Equal(StatusCodes.GoodSubscriptionTransferred, change.Status);
        var taken = heir.BeginAsync(new PublishRequest());
        await heir.AskAsync<SetPublishingModeResponse>(new SetPublishingModeRequest { PublishingEnabled = true, SubscriptionIds = [SubscriptionId] });
        Pass(1);
        Assert.Equal((7u, Variant.From(42.5)), Assert.Single(Values(Notification(await taken.Within()))));
    }

    [Fact]
    public async Task Publishing_SwitchedOff_SendsKeepAlivesOnlyAndKeepsValues()
    {
        await MonitorAsync(TestServer.Temperature, 7);
        await SetPublishingAsync(false);
        Assert.Empty((await PublishAsync()).NotificationMessage.NotificationData);
        Assert.Equal(0, Server.Counters.Refused[ServerBound.QueueOverflows]);
        await SetPublishingAsync(true);

        Assert.Equal((7u, Variant.From(42.5)), Assert.Single(Values(await PublishAsync())));
    }

    [Fact]
    public async Task Modify_Interval_CountsFromThenOn()
    {
        await PublishAsync();
        var modified = await Client.AskAsync<ModifySubscriptionResponse>(new ModifySubscriptionRequest
        {
            SubscriptionId = SubscriptionId, RequestedPublishingInterval = 1, RequestedLifetimeCount = 1, RequestedMaxKeepAliveCount = 2,
        });
        Assert.Equal((10, 6u, 2u), (modified.RevisedPublishingInterval, modified.RevisedLifetimeCount, modified.RevisedMaxKeepAliveCount));

        var waiting = await BeginPublishAsync();
        Clock.Advance(TimeSpan.FromMilliseconds(10));
        Assert.False(waiting.IsCompleted);
        Clock.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Empty(Notification(await waiting.Within()).NotificationMessage.NotificationData);
    }

    [Fact]
    public async Task Cancel_WaitingPublish_IsAnsweredAndNoOther()
    {
        await PublishAsync();
        var waiting = Client.BeginAsync(new PublishRequest());
        var later = Client.BeginAsync(new PublishRequest());
        await SetPublishingAsync(true);
        var handle = Client.LastHandle - 2;

        var cancelled = await Client.AskAsync<CancelResponse>(new CancelRequest { RequestHandle = handle });

        Assert.Equal(1u, cancelled.CancelCount);
        Assert.Equal(StatusCodes.BadRequestCancelledByClient, (await waiting.Within()).ResponseHeader.ServiceResult);
        Assert.False(later.IsCompleted);
    }

    [Fact]
    public async Task Requests_OfAnotherSession_DoNotFindIt()
    {
        await using var other = await RawClient.LogInAsync(Server);

        Assert.Equal(StatusCodes.BadSubscriptionIdInvalid, await other.RefusalAsync(new ModifySubscriptionRequest { SubscriptionId = SubscriptionId }));
        Assert.Equal(StatusCodes.BadSubscriptionIdInvalid, await other.RefusalAsync(new RepublishRequest { SubscriptionId = SubscriptionId }));
        var deleted = await other.AskAsync<DeleteSubscriptionsResponse>(new DeleteSubscriptionsRequest { SubscriptionIds = [SubscriptionId] });
        Assert.Equal(StatusCodes.BadSubscriptionIdInvalid, Assert.Single(deleted.Results));
    }

    private async Task SetPublishingAsync(bool enabled) => await Client.AskAsync<SetPublishingModeResponse>(
        new SetPublishingModeRequest { PublishingEnabled = enabled, SubscriptionIds = [SubscriptionId] });
}
