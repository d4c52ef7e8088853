using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Sessions;

/// <summary>The sessions of a server by their tokens, bounded.</summary>
internal sealed class SessionTable(ServerCore core)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<NodeId, Session> _byToken = [];

    internal int Count
    {
        get
        {
            lock (_gate)
                return _byToken.Count;
        }
    }

    /// <summary>Adds a session; the oldest that was never activated makes room, so that strangers cannot lock others out (OPC 10000-4 §5.6.2.1).</summary>
    /// <exception cref="OpcUaException">BadTooManySessions.</exception>
    internal void Add(Session session)
    {
        lock (_gate)
        {
            if (_byToken.Count >= core.Limits.Sessions)
            {
                core.Statistics.Count(ServerBound.Sessions);
                var oldest = _byToken.Values.Where(other => other.User is null).MinBy(other => other.CreatedAt)
                    ?? throw OpcUaFault.Service(StatusCodes.BadTooManySessions, nameof(CreateSessionRequest));
                _byToken.Remove(oldest.Token);
            }

            _byToken.Add(session.Token, session);
        }
    }

    /// <summary>The session of a token, whatever its state; null where there is none.</summary>
    internal Session? Find(NodeId token)
    {
        lock (_gate)
            return _byToken.GetValueOrDefault(token);
    }

    /// <summary>The activated session that a request belongs to.</summary>
    /// <exception cref="OpcUaException">There is none, it is not activated, or it lives on another channel.</exception>
    internal Session Require(IServiceRequest request, ServerConnection connection)
    {
        var name = request.GetType().Name;
        var session = Find(request.RequestHeader.AuthenticationToken) ?? throw OpcUaFault.Service(StatusCodes.BadSessionIdInvalid, name);
        if (session.Connection != connection)
            throw OpcUaFault.Service(StatusCodes.BadSecureChannelIdInvalid, name);
        if (session.User is null)
        {
            End(session, deleteSubscriptions: true);
            throw OpcUaFault.Service(StatusCodes.BadSessionNotActivated, name);
        }

        session.Touch();
        return session;
    }

    internal bool HasSessionOn(ServerConnection connection)
    {
        lock (_gate)
            return _byToken.Values.Any(session => session.Connection == connection);
    }

    /// <summary>Ends a session. Its subscriptions go with it, or wait for another session to take them (OPC 10000-4 §5.6.4).</summary>
    internal void End(Session session, bool deleteSubscriptions)
    {
        lock (_gate)
        {
            if (!_byToken.Remove(session.Token))
                return;
        }

        session.Publishing.Close(StatusCodes.BadSessionClosed);
        core.Subscriptions.Leave(session, deleteSubscriptions);
    }

    /// <summary>Ends the sessions whose time is over.</summary>
    internal void EndSilent()
    {
        Session[] over;
        lock (_gate)
            over = [.. _byToken.Values.Where(session => session.IsOver)];
        foreach (var session in over)
        {
            core.Statistics.Count(ServerBound.SessionTimeouts);
            End(session, deleteSubscriptions: false);
        }

        Session[] living;
        lock (_gate)
            living = [.. _byToken.Values];
        foreach (var session in living)
            session.Publishing.EndLate();
    }
}
