using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Tests.Client;

/// <summary>Order, acknowledgement, gaps and Republish, OPC 10000-4 §5.14.5 and §5.14.6.</summary>
public sealed class PublishingTests
{
    [Fact]
    public async Task Messages_InOrder_AreDeliveredAndAcknowledgedWithTheNextRequest()
    {
        await using var rig = await ClientRig.StartAsync();
        var first = await rig.Server.PublishAsync();
        await rig.Server.PublishAsync();
        await rig.Server.PublishAsync();
        Assert.Empty(first.Request.SubscriptionAcknowledgements);

        await first.AnswerAsync(rig.Subscription.Id, 1);

        Assert.Equal(["1"], await rig.Sink.NextAsync(1));
        var next = await rig.Server.PublishAsync();
        Assert.Equal(new SubscriptionAcknowledgement { SubscriptionId = rig.Subscription.Id, SequenceNumber = 1 }, Assert.Single(next.Request.SubscriptionAcknowledgements));
    }

    [Fact]
    public async Task MissingMessage_IsRepublished_BeforeWhatFollows()
    {
        await using var rig = await ClientRig.StartAsync();
        rig.Server.Answer = request => request is RepublishRequest { RetransmitSequenceNumber: var number }
            ? new RepublishResponse { NotificationMessage = ScriptedServer.Message(number) }
            : null;
        await (await rig.Server.PublishAsync()).AnswerAsync(rig.Subscription.Id, 1);
        await (await rig.Server.PublishAsync()).AnswerAsync(rig.Subscription.Id, 4, 2, 3, 4);
        await (await rig.Server.PublishAsync()).AnswerAsync(rig.Subscription.Id, 5);

        Assert.Equal(["1", "2", "3", "4", "5"], await rig.Sink.NextAsync(5));
        Assert.Equal((2, 0, 0), (rig.Subscription.Republished, rig.Subscription.MissedMessages, rig.Subscription.Gaps));
    }

    [Fact]
    public async Task MissingMessage_ThatTheServerHasNot_IsCountedAndTold()
    {
        await using var rig = await ClientRig.StartAsync();
        rig.Server.Answer = request => request is RepublishRequest { RetransmitSequenceNumber: var number }
            ? number == 3 ? new RepublishResponse { NotificationMessage = ScriptedServer.Message(3) } : ScriptedServer.Fault(StatusCodes.BadMessageNotAvailable)
            : null;
        await (await rig.Server.PublishAsync()).AnswerAsync(rig.Subscription.Id, 1);
        await (await rig.Server.PublishAsync()).AnswerAsync(rig.Subscription.Id, 6, 2, 3);

        Assert.Equal(["1", "MessagesLost 1", "3", "MessagesLost 2", "6"], await rig.Sink.NextAsync(5));
        Assert.Equal((1, 3, 2), (rig.Subscription.Republished, rig.Subscription.MissedMessages, rig.Subscription.Gaps));
    }

    [Fact]
    public async Task KeepAlive_WithALaterNumber_TellsThatMessagesAreMissing()
    {
        await using var rig = await ClientRig.StartAsync();
        await (await rig.Server.PublishAsync()).KeepAliveAsync(rig.Subscription.Id, 1);
        await (await rig.Server.PublishAsync()).AnswerAsync(rig.Subscription.Id, 1);
        await (await rig.Server.PublishAsync()).KeepAliveAsync(rig.Subscription.Id, 3);
        await (await rig.Server.PublishAsync()).AnswerAsync(rig.Subscription.Id, 3);

        Assert.Equal(["1", "MessagesLost 1", "3"], await rig.Sink.NextAsync(3));
    }

    [Fact]
    public async Task Message_SentTwice_IsDeliveredOnce()
    {
        await using var rig = await ClientRig.StartAsync();
        await (await rig.Server.PublishAsync()).AnswerAsync(rig.Subscription.Id, 1);
        await (await rig.Server.PublishAsync()).AnswerAsync(rig.Subscription.Id, 1);
        await (await rig.Server.PublishAsync()).AnswerAsync(rig.Subscription.Id, 2);

        Assert.Equal(["1", "2"], await rig.Sink.NextAsync(2));
    }

    [Fact]
    public async Task TooManyPublishRequests_FewerAreKeptInFlight()
    {
        await using var rig = await ClientRig.StartAsync();
        var (first, second, third) = (await rig.Server.PublishAsync(), await rig.Server.PublishAsync(), await rig.Server.PublishAsync());

        await first.SendAsync(ScriptedServer.Fault(StatusCodes.BadTooManyPublishRequests));
        await second.AnswerAsync(rig.Subscription.Id, 1);
        await third.AnswerAsync(rig.Subscription.Id, 2);

        Assert.Equal(["1", "2"], await rig.Sink.NextAsync(2));
        await rig.Server.PublishAsync();
        await rig.Server.PublishAsync();
        await rig.Client.ReadValuesAsync([NodeIds.Server_ServerStatus_State], CancellationToken.None).Within();
        Assert.Equal(0, rig.Server.PublishesWaiting);
    }

    [Fact]
    public async Task Subscription_ThatNobodyHere_Has_IsDeletedAtTheServer()
    {
        await using var rig = await ClientRig.StartAsync();
        var deleted = new TaskCompletionSource<uint>(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Server.Answer = request =>
        {
            if (request is DeleteSubscriptionsRequest { SubscriptionIds: [var id] })
                deleted.TrySetResult(id);
            return null;
        };

        await (await rig.Server.PublishAsync()).AnswerAsync(4711, 1);

        Assert.Equal(4711u, await deleted.Task.Within());
    }

    [Fact]
    public async Task SubscriptionGivenUpByTheServer_IsMadeAnew_AndTheGapTold()
    {
        await using var rig = await ClientRig.StartAsync();
        var id = rig.Subscription.Id;
        var ended = new NotificationMessage
        {
            SequenceNumber = 1, NotificationData = [OpcUa.Encoding.ExtensionObject.From(new StatusChangeNotification { Status = StatusCodes.BadTimeout })],
        };

        await (await rig.Server.PublishAsync()).SendAsync(new PublishResponse { SubscriptionId = id, NotificationMessage = ended });

        Assert.Equal(["Recreated"], await rig.Sink.NextAsync(1));
        Assert.NotEqual(id, rig.Subscription.Id);
        await (await rig.Server.PublishAsync()).AnswerAsync(rig.Subscription.Id, 1);
        Assert.Equal(["1"], await rig.Sink.NextAsync(1));
        Assert.Same(rig.Subscription, Assert.Single(rig.Client.Subscriptions));
    }
}
