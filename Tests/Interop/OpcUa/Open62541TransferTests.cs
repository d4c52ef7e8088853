using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Interop.OpcUa;

/// <summary>
/// TransferSubscriptions (OPC 10000-4 §5.14.7) as open62541 does it: from a session to another that lives. It deletes what a session has when that expires, so our client makes
/// it anew there, which <see cref="Open62541SubscriptionTests"/> shows.
/// </summary>
public sealed class Open62541TransferTests(Open62541Server peer) : IClassFixture<Open62541Server>
{
    private const string ApplicationUri = "urn:faultline:test";

    [SkippableFact]
    public async Task Subscription_IsHandedOver_AndGoesOnWithItsItems()
    {
        peer.Require();
        await using var first = await LogInAsync();
        await using var second = await LogInAsync();
        var made = await first.AskAsync<CreateSubscriptionResponse>(new CreateSubscriptionRequest
        {
            RequestedPublishingInterval = 50, RequestedLifetimeCount = 1000, RequestedMaxKeepAliveCount = 10, PublishingEnabled = true,
        });
        await first.AskAsync<CreateMonitoredItemsResponse>(new CreateMonitoredItemsRequest
        {
            SubscriptionId = made.SubscriptionId,
            TimestampsToReturn = TimestampsToReturn.Both,
            ItemsToCreate =
            [
                new MonitoredItemCreateRequest
                {
                    ItemToMonitor = new ReadValueId { NodeId = new NodeId("Counter", 1), AttributeId = AttributeIds.Value },
                    MonitoringMode = MonitoringMode.Reporting,
                    RequestedParameters = new MonitoringParameters { ClientHandle = 77, SamplingInterval = 20, QueueSize = 10, DiscardOldest = true },
                },
            ],
        });

        var moved = await second.AskAsync<TransferSubscriptionsResponse>(new TransferSubscriptionsRequest { SubscriptionIds = [made.SubscriptionId], SendInitialValues = true });
        var told = await second.AskAsync<PublishResponse>(new PublishRequest());

        Assert.True(Assert.Single(moved.Results).StatusCode.IsGood, moved.Results[0].StatusCode.ToString());
        Assert.Equal(made.SubscriptionId, told.SubscriptionId);
        var data = Assert.Single(told.NotificationMessage.NotificationData);
        Assert.True(data.TryDecode<DataChangeNotification>(OpcUaLimits.Default, out var change));
        Assert.All(change.MonitoredItems, item => Assert.Equal(77u, item.ClientHandle));
    }

    private async Task<BareSession> LogInAsync()
    {
        var session = await BareSession.OpenAsync(peer.Url.Port, peer.Url.OriginalString, new ClientChannelOptions { Policy = SecurityPolicy.None, Mode = MessageSecurityMode.None });
        await session.LogInAsync(peer.Url.OriginalString, ApplicationUri, (endpoint, _) => new AnonymousIdentityToken
        {
            PolicyId = endpoint.UserIdentityTokens.First(token => token.TokenType == UserTokenType.Anonymous).PolicyId,
        });
        return session;
    }
}
