using Faultline.Protocols.OpcUa.Server.Sessions;
using Faultline.Protocols.OpcUa.Server.Subscriptions;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Answering;

/// <summary>Takes each request of a connection to the service that answers it, and answers failures with a ServiceFault.</summary>
internal sealed class RequestDispatcher(ServerCore core, ServerConnection connection)
{
    private readonly SessionService _sessions = new(core, connection);
    private readonly AttributeService _attributes = new(core);
    private readonly ViewService _views = new(core);
    private readonly MethodService _methods = new(core, connection);
    private readonly SubscriptionService _subscriptions = new(core, connection);
    private readonly MonitoredItemService _items = new(core);

    internal async Task AnswerAsync(uint requestId, IServiceRequest request, CancellationToken ending)
    {
        var handle = request.RequestHeader.RequestHandle;
        try
        {
            if (await AnswerOrLeaveAsync(requestId, request, ending) is not { } response)
                return;
            response.ResponseHeader = connection.Header(handle, StatusCodes.Good);
            await connection.SendAsync(requestId, response);
        }
        catch (OpcUaException refused)
        {
            await connection.RefuseAsync(requestId, handle, refused.Status);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            // A source or a user directory of the application threw: the client learns no more than that.
            await connection.RefuseAsync(requestId, handle, StatusCodes.BadInternalError);
        }
    }

    /// <summary>The response; null where it is sent later.</summary>
    private async ValueTask<IServiceResponse?> AnswerOrLeaveAsync(uint requestId, IServiceRequest request, CancellationToken ending)
    {
        switch (request)
        {
            case FindServersRequest find: return _sessions.FindServers(find);
            case GetEndpointsRequest get: return _sessions.GetEndpoints(get);
            case CreateSessionRequest create: return _sessions.Create(create);
            case ActivateSessionRequest activate: return await _sessions.ActivateAsync(activate, ending);
            case CloseSessionRequest close: return _sessions.Close(close);
        }

        var session = core.Sessions.Require(request, connection);
        return request switch
        {
            ReadRequest read => _attributes.Read(read, session),
            WriteRequest write => _attributes.Write(write, session),
            BrowseRequest browse => _views.Browse(browse, session),
            BrowseNextRequest next => _views.BrowseNext(next, session),
            TranslateBrowsePathsToNodeIdsRequest translate => _views.Translate(translate),
            RegisterNodesRequest register => _views.Register(register),
            UnregisterNodesRequest unregister => _views.Unregister(unregister),
            CallRequest call => _methods.Begin(requestId, call, session, ending),
            CancelRequest cancel => new CancelResponse { CancelCount = (uint)session.Publishing.Cancel(cancel.RequestHandle) },
            _ => AnswerSubscription(requestId, request, session),
        };
    }

    private IServiceResponse? AnswerSubscription(uint requestId, IServiceRequest request, Session session) => request switch
    {
        PublishRequest publish => _subscriptions.Publish(requestId, publish, session),
        CreateMonitoredItemsRequest create => _items.Create(create, session),
        ModifyMonitoredItemsRequest modify => _items.Modify(modify, session),
        SetMonitoringModeRequest mode => _items.SetMode(mode, session),
        DeleteMonitoredItemsRequest delete => _items.Delete(delete, session),
        CreateSubscriptionRequest create => _subscriptions.Create(create, session),
        ModifySubscriptionRequest modify => _subscriptions.Modify(modify, session),
        SetPublishingModeRequest mode => _subscriptions.SetPublishingMode(mode, session),
        RepublishRequest republish => _subscriptions.Republish(republish, session),
        TransferSubscriptionsRequest transfer => _subscriptions.Transfer(transfer, session),
        DeleteSubscriptionsRequest delete => _subscriptions.Delete(delete, session),
        _ => throw OpcUaFault.Service(StatusCodes.BadServiceUnsupported, request.GetType().Name),
    };
}
