using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Making the subscription at the server: the first time, and again when the server gave it up.</summary>
public sealed partial class Subscription
{
    internal async Task CreateAsync(Link link, OperationLimits limits, CancellationToken cancellationToken)
    {
        await link.AskAsync<CreateSubscriptionResponse>(
            new CreateSubscriptionRequest
            {
                RequestedPublishingInterval = Options.PublishingInterval.TotalMilliseconds,
                RequestedLifetimeCount = Options.LifetimeCount,
                RequestedMaxKeepAliveCount = Options.KeepAliveCount,
                MaxNotificationsPerPublish = Options.MaxNotificationsPerPublish,
                PublishingEnabled = Options.PublishingEnabled,
                Priority = Options.Priority,
            },
            cancellationToken,
            response => Begin(link, response));
        await CreateItemsAsync(link.AskAsync, limits, [.. Items], cancellationToken);
        Home = link.Session;
    }

    /// <summary>Tells the sink that values are missing since then.</summary>
    internal void TellRecreated(DateTimeOffset since)
    {
        lock (_gate)
            TellGap(GapReason.Recreated, since, missed: null);
    }

    /// <summary>On the receiving task, before the first notification can be taken up.</summary>
    private void Begin(Link link, CreateSubscriptionResponse created)
    {
        lock (_gate)
        {
            Id = created.SubscriptionId;
            Revise(created.RevisedPublishingInterval, created.RevisedMaxKeepAliveCount);
            _sequence = new NotificationSequence();
            _generation++;
            _recovering = false;
            _held.Clear();
            Hear();
        }

        // Deleted while it was being made anew: its first notification meets nobody, and has it deleted at the server too.
        if (_deleted)
            return;
        _table.Add(this);
        link.Publisher.Fill();
    }
}
