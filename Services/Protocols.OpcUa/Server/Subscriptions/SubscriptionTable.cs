using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server.Sessions;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>The subscriptions of a server, with and without a session, bounded.</summary>
internal sealed class SubscriptionTable(ServerCore core)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, ServerSubscription> _byId = [];
    private uint _lastId = (uint)Random.Shared.Next();

    internal ItemBudget Budget { get; } = new(core.Limits);

    internal int Count
    {
        get
        {
            lock (_gate)
                return _byId.Count;
        }
    }

    /// <exception cref="OpcUaException">BadTooManySubscriptions.</exception>
    internal ServerSubscription Create(Session session, SubscriptionSettings settings, bool enabled)
    {
        lock (_gate)
        {
            if (_byId.Count >= core.Limits.Subscriptions || OfLocked(session).Count() >= core.Limits.SubscriptionsPerSession)
            {
                core.Statistics.Count(ServerBound.Subscriptions);
                throw OpcUaFault.Service(StatusCodes.BadTooManySubscriptions, nameof(CreateSubscriptionRequest));
            }

            do
                _lastId++;
            while (_lastId == 0 || _byId.ContainsKey(_lastId));
            var subscription = new ServerSubscription(core, _lastId, session, settings, enabled);
            _byId.Add(subscription.Id, subscription);
            return subscription;
        }
    }

    /// <summary>The subscriptions of a session in the order in which they are served: by priority, the one that is late longest first.</summary>
    internal ServerSubscription[] Of(Session session)
    {
        lock (_gate)
            return [.. OfLocked(session).OrderByDescending(own => own.Settings.Priority).ThenBy(own => own.LateSince ?? DateTime.MaxValue)];
    }

    /// <summary>A subscription of a session; null where it has no such one.</summary>
    internal ServerSubscription? Find(Session session, uint id)
    {
        lock (_gate)
            return _byId.GetValueOrDefault(id) is { } found && found.Session == session ? found : null;
    }

    /// <exception cref="OpcUaException">BadSubscriptionIdInvalid.</exception>
    internal ServerSubscription Require(Session session, uint id, IServiceRequest request) =>
        Find(session, id) ?? throw OpcUaFault.Service(StatusCodes.BadSubscriptionIdInvalid, request.GetType().Name);

    /// <summary>Ends a subscription of a session; false where it has no such one.</summary>
    internal bool Delete(Session session, uint id)
    {
        if (Find(session, id) is not { } subscription)
            return false;
        Remove(subscription);
        if (Of(session).Length == 0)
            session.Publishing.Close(StatusCodes.BadNoSubscription);
        return true;
    }

    /// <summary>A session ends: its subscriptions end with it, or wait for another one.</summary>
    internal void Leave(Session session, bool delete)
    {
        foreach (var subscription in Of(session))
        {
            if (delete)
                Remove(subscription);
            else
                subscription.MoveTo(null, sendInitialValues: false);
        }
    }

    /// <summary>Brings a subscription over to a session, OPC 10000-4 §5.13.7; the session that had it is told.</summary>
    internal TransferResult Transfer(uint id, Session session, bool sendInitialValues)
    {
        ServerSubscription? found;
        lock (_gate)
            found = _byId.GetValueOrDefault(id);
        if (found is null)
            return new TransferResult { StatusCode = StatusCodes.BadSubscriptionIdInvalid };
        if (found.Owner != (session.User!, session.ClientUri, session.Mode))
            return new TransferResult { StatusCode = StatusCodes.BadUserAccessDenied };
        var before = found.Session;
        var (numbers, next) = found.MoveTo(session, sendInitialValues);
        if (before is not null && before != session)
            before.Publishing.Post(Change(id, next, StatusCodes.GoodSubscriptionTransferred));
        return new TransferResult { AvailableSequenceNumbers = numbers };
    }

    /// <summary>Ends a subscription that no client listened to.</summary>
    internal void Expire(ServerSubscription subscription)
    {
        core.Statistics.Count(ServerBound.SubscriptionLifetimes);
        var session = subscription.Session;
        var (_, next) = subscription.MoveTo(null, sendInitialValues: false);
        Remove(subscription);
        session?.Publishing.Post(Change(subscription.Id, next, StatusCodes.BadTimeout));
    }

    internal void Clear()
    {
        ServerSubscription[] all;
        lock (_gate)
            all = [.. _byId.Values];
        Array.ForEach(all, Remove);
    }

    private IEnumerable<ServerSubscription> OfLocked(Session session) => _byId.Values.Where(subscription => subscription.Session == session);

    private void Remove(ServerSubscription subscription)
    {
        lock (_gate)
            _byId.Remove(subscription.Id);
        subscription.Dispose();
    }

    private PublishResponse Change(uint id, uint sequenceNumber, StatusCode status) => new()
    {
        SubscriptionId = id,
        NotificationMessage = new NotificationMessage
        {
            SequenceNumber = sequenceNumber,
            PublishTime = core.Now,
            NotificationData = [ExtensionObject.From(new StatusChangeNotification { Status = status })],
        },
    };
}
