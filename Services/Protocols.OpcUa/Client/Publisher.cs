using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>
/// Keeps Publish requests in flight, OPC 10000-4 §5.14.5: two more than there are subscriptions, so that each can answer while the next requests
/// travel. Acknowledgements go with the next request.
/// </summary>
internal sealed class Publisher(Link link, SubscriptionTable subscriptions, int most)
{
    private const int Spare = 2;
    private readonly Lock _lock = new();
    private readonly List<SubscriptionAcknowledgement> _acknowledgements = [];
    private int _ceiling = most;
    private int _inFlight;
    private bool _started;

    /// <summary>Begins; earlier, the server would answer that it has no subscription.</summary>
    internal void Start()
    {
        lock (_lock)
            _started = true;
        Fill();
    }

    /// <summary>Ends: servers answer what is in flight when the session closes, and that is no failure.</summary>
    internal void Stop()
    {
        lock (_lock)
            _started = false;
    }

    /// <summary>Sends as many requests as are wanting.</summary>
    internal void Fill()
    {
        while (TryBegin(out var request))
            _ = SendAsync(request);
    }

    /// <summary>Acknowledges a notification message with the next request.</summary>
    internal void Acknowledge(uint subscription, uint number)
    {
        lock (_lock)
            _acknowledgements.Add(new SubscriptionAcknowledgement { SubscriptionId = subscription, SequenceNumber = number });
    }

    /// <summary>Takes a response up; bodies of notifications stay in its buffer.</summary>
    /// <exception cref="OpcUaException">It does not decode: the connection is of no use.</exception>
    internal void Take(ReceivedMessage message, int version)
    {
        lock (_lock)
            _inFlight--;
        switch (message.Decode(borrowBodies: true))
        {
            case PublishResponse { ResponseHeader.ServiceResult.IsBad: false } response:
                if (subscriptions.Find(response.SubscriptionId) is { } subscription)
                    subscription.Take(link, response);
                else
                    _ = DeleteAsync(response.SubscriptionId);
                Fill();
                break;
            case IServiceResponse when !IsStarted:
                break;
            case IServiceResponse response:
                Refused(response.ResponseHeader.ServiceResult, version);
                break;
            default:
                throw OpcUaFault.Service(StatusCodes.BadUnknownResponse, nameof(PublishRequest));
        }
    }

    private bool IsStarted
    {
        get
        {
            lock (_lock)
                return _started;
        }
    }

    private void Refused(StatusCode status, int version)
    {
        if (status.Code == StatusCodes.BadTooManyPublishRequests)
        {
            lock (_lock)
                _ceiling = Math.Max(1, _inFlight);
        }
        else if (status.Code == StatusCodes.BadTimeout || status.Code == StatusCodes.BadRequestTimeout)
        {
            Fill();
        }
        else if (status.Code != StatusCodes.BadNoSubscription)
        {
            link.Connection.Drop(OpcUaFault.Service(status, nameof(PublishRequest)));
        }
        else if (subscriptions.Count > 0 && subscriptions.Version == version)
        {
            foreach (var subscription in subscriptions.All)
                subscription.Home = null;
            link.Connection.Drop(OpcUaFault.Service(status, nameof(PublishRequest), "the server has given up all subscriptions"));
        }
        else
        {
            // Sent before the present subscriptions were made.
            Fill();
        }
    }

    private bool TryBegin(out PublishRequest request)
    {
        lock (_lock)
        {
            var wanted = subscriptions.Count == 0 ? 0 : Math.Min(subscriptions.Count + Spare, _ceiling);
            if (!_started || _inFlight >= wanted || link.Connection.Lost.IsCompleted)
            {
                request = new PublishRequest();
                return false;
            }

            _inFlight++;
            request = new PublishRequest { SubscriptionAcknowledgements = [.. _acknowledgements] };
            _acknowledgements.Clear();
            return true;
        }
    }

    private async Task SendAsync(PublishRequest request)
    {
        try
        {
            await link.Connection.SendAsync(
                request, link.Session.Token, TimeSpan.Zero, new PendingPublish(this, subscriptions.Version), CancellationToken.None);
        }
        catch (OpcUaException failure)
        {
            link.Connection.Drop(failure);
        }
    }

    /// <summary>A subscription that nobody here has any more: left over from an attempt that was cut off.</summary>
    private async Task DeleteAsync(uint id)
    {
        try
        {
            await link.AskAsync<DeleteSubscriptionsResponse>(new DeleteSubscriptionsRequest { SubscriptionIds = [id] }, CancellationToken.None);
        }
        catch (OpcUaException)
        {
            // It is asked again with its next notification.
        }
    }
}
