using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Republish, OPC 10000-4 §5.14.6: what is missing in the sequence is asked for as long as the server has it; the rest is counted and told.</summary>
public sealed partial class Subscription
{
    /// <summary>Most messages asked for again in one gap; a server's retransmission queue is shorter.</summary>
    private const int MaxRepublished = 1000;

    /// <summary>Numbers between the expected one and <paramref name="next"/> that the server says it still has, in their order.</summary>
    private uint[] Missing(uint next, uint[] available)
    {
        var sequence = _sequence;
        var gap = sequence.DistanceTo(next);
        return [.. available.Where(number => number != 0 && sequence.DistanceTo(number) < gap).OrderBy(number => sequence.DistanceTo(number)).Take(MaxRepublished)];
    }

    private async Task RecoverAsync(Link link, uint[] numbers, uint next, int generation)
    {
        try
        {
            foreach (var number in numbers)
                if (await RepublishAsync(link, number) is { } message)
                    Resume(generation, () => DeliverRepublished(link, message));
            Resume(generation, () => Release(link, next));
        }
        catch (OpcUaException)
        {
            // The connection is lost. Nothing held is acknowledged, so the gap is found again after the next connection.
            Resume(generation, () =>
            {
                _recovering = false;
                _held.Clear();
            });
        }
        catch (Exception failure)
        {
            // The boundary of this task: a sink failed.
            link.Connection.Drop(OpcUaFault.Closed($"taking a republished message failed: {failure.Message}", failure));
        }
    }

    /// <summary>Null where the server does not have the message any more.</summary>
    private async Task<NotificationMessage?> RepublishAsync(Link link, uint number)
    {
        try
        {
            var request = new RepublishRequest { SubscriptionId = Id, RetransmitSequenceNumber = number };
            return (await link.AskAsync<RepublishResponse>(request, CancellationToken.None)).NotificationMessage;
        }
        catch (OpcUaException) when (!link.Connection.Lost.IsCompleted)
        {
            return null;
        }
    }

    /// <summary>Does something unless the subscription was made anew meanwhile.</summary>
    private void Resume(int generation, Action action)
    {
        lock (_gate)
            if (generation == _generation)
                action();
    }

    private void DeliverRepublished(Link link, NotificationMessage message)
    {
        if (_sequence.IsPassed(message.SequenceNumber))
            return;
        Lose(message.SequenceNumber);
        Republished++;
        Deliver(link, message);
    }

    /// <summary>Counts what is missing before <paramref name="next"/>, and goes on with what was held.</summary>
    private void Release(Link link, uint next)
    {
        Lose(next);
        _recovering = false;
        var held = _held;
        _held = [];
        foreach (var (message, available) in held)
        {
            if (_recovering)
                Hold(message, available);
            else
                Accept(link, message, available);
        }
    }

    private void Lose(uint next)
    {
        var missing = _sequence.DistanceTo(next);
        if (missing == 0)
            return;
        _sequence.SkipTo(next);
        TellGap(GapReason.MessagesLost, LastHeard, missing);
    }
}
