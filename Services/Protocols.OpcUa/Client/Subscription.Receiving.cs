using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Taking notifications in their order; what is missing is republished before what follows is delivered.</summary>
public sealed partial class Subscription
{
    /// <summary>Messages that wait for a republished one. What comes beyond is not acknowledged, so the server keeps it and it is asked for later.</summary>
    private const int MaxHeld = 64;

    private List<(NotificationMessage Message, uint[] Available)> _held = [];
    private NotificationSequence _sequence = new();
    private int _generation;
    private bool _recovering;

    /// <summary>Takes a response up, on the receiving task.</summary>
    internal void Take(Link link, PublishResponse response)
    {
        lock (_gate)
        {
            Hear();
            if (_recovering)
                Hold(response.NotificationMessage, response.AvailableSequenceNumbers);
            else
                Accept(link, response.NotificationMessage, response.AvailableSequenceNumbers);
            if (!_recovering && !response.MoreNotifications)
                _caughtUp.TrySetResult();
        }
    }

    private void Accept(Link link, NotificationMessage message, uint[] available)
    {
        if (_sequence.IsPassed(message.SequenceNumber))
            return;
        if (_sequence.DistanceTo(message.SequenceNumber) > 0)
        {
            _recovering = true;
            Hold(message, available);
            _ = RecoverAsync(link, Missing(message.SequenceNumber, available), message.SequenceNumber, _generation);
        }
        else if (message.NotificationData.Length > 0)
        {
            Deliver(link, message);
        }
    }

    private void Deliver(Link link, NotificationMessage message)
    {
        _sequence.Pass(message.SequenceNumber);
        Messages++;
        foreach (var data in message.NotificationData)
        {
            if (DataChangeReader.IsDataChange(data))
            {
                var values = new DataChangeReader(data, link.MessageLimits);
                Values += values.Count;
                _sink.OnDataChange(this, values);
            }
            else if (data.TryDecode<StatusChangeNotification>(link.MessageLimits, out var change))
            {
                OnStatusChange(link, change.Status);
            }
        }

        link.Publisher.Acknowledge(Id, message.SequenceNumber);
    }

    /// <summary>The server ends the subscription, OPC 10000-4 §7.25.4: nobody published for its lifetime, or another session took it over.</summary>
    private void OnStatusChange(Link link, StatusCode status)
    {
        if (status.Code == StatusCodes.GoodSubscriptionTransferred)
        {
            _table.Remove(this);
            TellGap(GapReason.TakenOver, LastHeard, missed: null);
        }
        else if (status.IsBad)
        {
            _ = link.RenewAsync(this);
        }
    }

    private void Hold(NotificationMessage message, uint[] available)
    {
        if (_held.Count < MaxHeld)
            _held.Add((Copy(message), available));
    }

    /// <summary>The message outlives the buffer that it was received in.</summary>
    private static NotificationMessage Copy(NotificationMessage message) => new()
    {
        SequenceNumber = message.SequenceNumber,
        PublishTime = message.PublishTime,
        NotificationData = Array.ConvertAll(message.NotificationData, data => data with { Body = data.Body.ToArray() }),
    };

    private void TellGap(GapReason reason, DateTimeOffset since, long? missed)
    {
        Gaps++;
        MissedMessages += missed ?? 0;
        _sink.OnGap(this, new SubscriptionGap(reason, since, _client.Options.Clock.GetUtcNow(), missed));
    }
}
