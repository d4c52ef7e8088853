using Faultline.Protocols.OpcUa.Server.Sessions;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>The subscription service set, OPC 10000-4 §5.13.</summary>
internal sealed class SubscriptionService(ServerCore core, ServerConnection connection)
{
    internal CreateSubscriptionResponse Create(CreateSubscriptionRequest request, Session session)
    {
        var settings = SubscriptionSettings.Revise(
            core, request.RequestedPublishingInterval, request.RequestedLifetimeCount, request.RequestedMaxKeepAliveCount,
            request.MaxNotificationsPerPublish, request.Priority);
        return new CreateSubscriptionResponse
        {
            SubscriptionId = core.Subscriptions.Create(session, settings, request.PublishingEnabled).Id,
            RevisedPublishingInterval = settings.PublishingInterval,
            RevisedLifetimeCount = settings.LifetimeCount,
            RevisedMaxKeepAliveCount = settings.KeepAliveCount,
        };
    }

    internal ModifySubscriptionResponse Modify(ModifySubscriptionRequest request, Session session)
    {
        var settings = SubscriptionSettings.Revise(
            core, request.RequestedPublishingInterval, request.RequestedLifetimeCount, request.RequestedMaxKeepAliveCount,
            request.MaxNotificationsPerPublish, request.Priority);
        core.Subscriptions.Require(session, request.SubscriptionId, request).Modify(settings);
        return new ModifySubscriptionResponse
        {
            RevisedPublishingInterval = settings.PublishingInterval,
            RevisedLifetimeCount = settings.LifetimeCount,
            RevisedMaxKeepAliveCount = settings.KeepAliveCount,
        };
    }

    internal SetPublishingModeResponse SetPublishingMode(SetPublishingModeRequest request, Session session)
    {
        Check(request, request.SubscriptionIds);
        return new SetPublishingModeResponse
        {
            Results = Array.ConvertAll(request.SubscriptionIds, id =>
            {
                var subscription = core.Subscriptions.Find(session, id);
                subscription?.SetPublishing(request.PublishingEnabled);
                return subscription is null ? StatusCodes.BadSubscriptionIdInvalid : StatusCodes.Good;
            }),
        };
    }

    /// <summary>Takes acknowledgements and queues the request; subscriptions answer it. Null, as there is no answer yet.</summary>
    internal IServiceResponse? Publish(uint requestId, PublishRequest request, Session session)
    {
        var subscriptions = core.Subscriptions.Of(session);
        if (subscriptions.Length == 0 && !session.Publishing.HasNews)
            throw OpcUaFault.Service(StatusCodes.BadNoSubscription, nameof(PublishRequest));
        if (request.SubscriptionAcknowledgements.Length > core.Limits.NodesPerRequest)
            throw OpcUaFault.Service(StatusCodes.BadTooManyOperations, nameof(PublishRequest));
        var results = Array.ConvertAll(request.SubscriptionAcknowledgements, acknowledged =>
            Array.Find(subscriptions, own => own.Id == acknowledged.SubscriptionId) is not { } subscription ? StatusCodes.BadSubscriptionIdInvalid
            : subscription.Acknowledge(acknowledged.SequenceNumber) ? StatusCodes.Good : StatusCodes.BadSequenceNumberUnknown);
        var hint = request.RequestHeader.TimeoutHint;
        var deadline = hint == 0 ? DateTime.MaxValue : core.Now + TimeSpan.FromMilliseconds(hint);
        session.Publishing.Add(new PendingPublish(connection, requestId, request.RequestHeader.RequestHandle, results, deadline));
        foreach (var subscription in subscriptions)
            subscription.OnPublishRequest();
        return null;
    }

    internal RepublishResponse Republish(RepublishRequest request, Session session) => new()
    {
        NotificationMessage = core.Subscriptions.Require(session, request.SubscriptionId, request).Find(request.RetransmitSequenceNumber)
            ?? throw OpcUaFault.Service(StatusCodes.BadMessageNotAvailable, nameof(RepublishRequest)),
    };

    internal TransferSubscriptionsResponse Transfer(TransferSubscriptionsRequest request, Session session)
    {
        Check(request, request.SubscriptionIds);
        return new TransferSubscriptionsResponse
        {
            Results = Array.ConvertAll(request.SubscriptionIds, id => core.Subscriptions.Transfer(id, session, request.SendInitialValues)),
        };
    }

    internal DeleteSubscriptionsResponse Delete(DeleteSubscriptionsRequest request, Session session)
    {
        Check(request, request.SubscriptionIds);
        return new DeleteSubscriptionsResponse
        {
            Results = Array.ConvertAll(
                request.SubscriptionIds, id => core.Subscriptions.Delete(session, id) ? StatusCodes.Good : StatusCodes.BadSubscriptionIdInvalid),
        };
    }

    private void Check(IServiceRequest request, uint[] ids) => core.CheckOperations(ids.Length, core.Limits.NodesPerRequest, request.GetType().Name);
}
