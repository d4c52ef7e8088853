using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>Publish requests of a session that wait, oldest first, and news about subscriptions that wait for a request. Bounded.</summary>
internal sealed class PublishQueue(ServerCore core)
{
    private const int MaxNews = 1000;
    private readonly Lock _gate = new();
    private readonly LinkedList<PendingPublish> _waiting = new();
    private readonly Queue<PublishResponse> _news = new();

    /// <summary>Whether a request waits.</summary>
    internal bool HasRequest
    {
        get
        {
            lock (_gate)
                return _waiting.Count > 0;
        }
    }

    /// <summary>Whether news wait for a request.</summary>
    internal bool HasNews
    {
        get
        {
            lock (_gate)
                return _news.Count > 0;
        }
    }

    /// <summary>Adds a request; the oldest is refused where too many wait (OPC 10000-4 §5.13.5.2).</summary>
    internal void Add(PendingPublish request)
    {
        PendingPublish? refused = null;
        lock (_gate)
        {
            _waiting.AddLast(request);
            if (_waiting.Count > core.Limits.PublishRequests)
            {
                refused = _waiting.First!.Value;
                _waiting.RemoveFirst();
            }
        }

        if (refused is not null)
        {
            core.Statistics.Count(ServerBound.PublishRequests);
            _ = refused.RefuseAsync(StatusCodes.BadTooManyPublishRequests);
        }

        SendNews();
    }

    /// <summary>The oldest request whose connection is still there; null where none waits, or the client does not take what was sent.</summary>
    internal PendingPublish? Take()
    {
        lock (_gate)
        {
            while (_waiting.First is { } first && !(first.Value.Connection is { IsOpen: true, IsCongested: true }))
            {
                _waiting.RemoveFirst();
                if (first.Value.Connection.IsOpen)
                    return first.Value;
            }
        }

        return null;
    }

    /// <summary>Answers a request with news of a subscription that the session has no more; waits for a request where none is there.</summary>
    internal void Post(PublishResponse news)
    {
        lock (_gate)
        {
            if (_news.Count < MaxNews)
                _news.Enqueue(news);
        }

        SendNews();
    }

    /// <summary>Gives up requests with a handle, OPC 10000-4 §5.6.5; answers how many.</summary>
    internal int Cancel(uint handle) => Refuse(request => request.Handle == handle, StatusCodes.BadRequestCancelledByClient);

    /// <summary>Gives up requests whose clients no longer wait.</summary>
    internal void EndLate()
    {
        var now = core.Now;
        Refuse(request => request.Deadline <= now, StatusCodes.BadTimeout);
    }

    /// <summary>Gives up all requests.</summary>
    internal void Close(StatusCode reason) => Refuse(_ => true, reason);

    private int Refuse(Func<PendingPublish, bool> which, StatusCode status)
    {
        PendingPublish[] refused;
        lock (_gate)
        {
            refused = [.. _waiting.Where(which)];
            foreach (var request in refused)
                _waiting.Remove(request);
        }

        foreach (var request in refused)
            _ = request.RefuseAsync(status);
        return refused.Length;
    }

    private void SendNews()
    {
        lock (_gate)
        {
            while (_news.Count > 0 && Take() is { } request)
            {
                var news = _news.Dequeue();
                var response = new PublishResponse
                {
                    ResponseHeader = request.Connection.Header(request.Handle, StatusCodes.Good),
                    SubscriptionId = news.SubscriptionId,
                    NotificationMessage = news.NotificationMessage,
                    Results = request.Results,
                };
                _ = request.Connection.SendAsync(request.RequestId, response);
            }
        }
    }
}
