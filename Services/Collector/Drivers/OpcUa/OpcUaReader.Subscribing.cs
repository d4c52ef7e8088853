using Faultline.Contracts;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Services;
using StatusCodes = Faultline.Protocols.OpcUa.StatusCodes;

namespace Faultline.Collector.Drivers.OpcUa;

/// <summary>Subscriptions, one for each publishing interval; handles of items are indexes of tags.</summary>
internal sealed partial class OpcUaReader : ISubscriptionSink
{
    // What servers answer that cannot subscribe to something, though they may let it be read.
    private static readonly StatusCode[] Unsubscribable =
    [
        StatusCodes.BadServiceUnsupported, StatusCodes.BadTooManySubscriptions, StatusCodes.BadTooManyMonitoredItems, StatusCodes.BadNotSupported,
        StatusCodes.BadAttributeIdInvalid, StatusCodes.BadMonitoringModeInvalid, StatusCodes.BadOutOfMemory,
    ];

    private static readonly StatusCode[] Unfilterable =
        [StatusCodes.BadFilterNotAllowed, StatusCodes.BadMonitoredItemFilterUnsupported, StatusCodes.BadMonitoredItemFilterInvalid, StatusCodes.BadDeadbandFilterInvalid];

    public void OnDataChange(Subscription subscription, DataChangeReader values)
    {
        var overflows = 0;
        sink!.Begin(time.GetUtcNow());
        try
        {
            foreach (var value in values)
            {
                if (value.ClientHandle >= (uint)nodes.Length)
                    continue;
                repetition.Take((int)value.ClientHandle, value.Value);
                ValueDelivery.Deliver((int)value.ClientHandle, value.Value, sink);
                overflows += QualityOf.IsOverflow(value.Value.Status) ? 1 : 0;
            }
        }
        finally
        {
            sink.End();
        }
        if (overflows > 0)
            metrics.Missed(device.Id, "overflow", overflows);
    }

    /// <summary>The last values before the gap are told once more as uncertain, so that charts show it.</summary>
    public void OnGap(Subscription subscription, SubscriptionGap gap)
    {
        metrics.Missed(device.Id, gap.Reason.ToString(), gap.MissedMessages ?? 1);
        LogGap(device.Id, gap.Reason, gap.Since, gap.Until, gap.MissedMessages);
        sink!.Begin(time.GetUtcNow());
        try
        {
            foreach (var item in subscription.Items)
                sink.AddBad((int)item.Settings.Handle, QualityOf.Status(StatusCodes.UncertainNoCommunicationLastUsableValue));
        }
        finally
        {
            sink.End();
        }
    }

    /// <summary>Finds the nodes and subscribes to them, for as long as this client lives.</summary>
    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var found = await NodeNames.FindAsync(client!, device.Tags, cancellationToken);
        nodes = found;
        var known = Enumerable.Range(0, found.Length).Where(tag => found[tag] is not null).ToArray();
        if (device.OpcUa!.Polling)
            polled.UnionWith(known);
        else
            foreach (var group in known.GroupBy(PublishingOf))
                await SubscribeAsync(group.Key, [.. group], cancellationToken);
    }

    private double PublishingOf(int tag) => device.Tags[tag].OpcUa!.PublishingIntervalMs ?? device.OpcUa!.PublishingIntervalMs;

    private async Task SubscribeAsync(double interval, int[] tags, CancellationToken cancellationToken)
    {
        try
        {
            var subscription = await GroupAsync(interval, cancellationToken);
            var items = await subscription.AddAsync([.. tags.Select(tag => ToItem(tag, filtered: true))], cancellationToken);
            await WithoutFilterAsync(subscription, [.. items.Where(item => Unfilterable.Contains(item.Status.Code))], cancellationToken);
            var refused = subscription.Items.Where(item => Unsubscribable.Contains(item.Status.Code)).ToArray();
            polled.UnionWith(refused.Select(item => (int)item.Settings.Handle));
            await subscription.RemoveAsync(refused, cancellationToken);
        }
        catch (OpcUaException exception) when (Unsubscribable.Contains(exception.Status.Code))
        {
            LogPolling(device.Id, tags.Length, exception.Message);
            polled.UnionWith(tags);
        }
    }

    private async Task<Subscription> GroupAsync(double interval, CancellationToken cancellationToken)
    {
        foreach (var (known, at) in groups)
            if (at.Equals(interval))
                return known;
        var publishing = TimeSpan.FromMilliseconds(interval);
        var keepAlive = TimeSpan.FromMilliseconds(Math.Max(device.OpcUa!.KeepAliveMs, interval));
        var lifetime = TimeSpan.FromMilliseconds(Math.Max(device.OpcUa.LifetimeMs, keepAlive.TotalMilliseconds));
        var options = new SubscriptionOptions { PublishingInterval = publishing, KeepAlive = keepAlive, Lifetime = lifetime };
        var made = await client!.SubscribeAsync(options, this, cancellationToken);
        groups[made] = interval;
        return made;
    }

    /// <summary>The server cannot filter these; the pipeline has the deadband too.</summary>
    private async Task WithoutFilterAsync(Subscription subscription, MonitoredItem[] items, CancellationToken cancellationToken)
    {
        if (items.Length == 0)
            return;
        await subscription.RemoveAsync(items, cancellationToken);
        await subscription.AddAsync([.. items.Select(item => ToItem((int)item.Settings.Handle, filtered: false))], cancellationToken);
    }

    private MonitoredItemSettings ToItem(int tag, bool filtered)
    {
        var (configuration, place) = (device.Tags[tag], device.Tags[tag].OpcUa!);
        // In the server's units; the pipeline's own deadband and longest silence still hold.
        var deadband = configuration.Deadband() / Math.Abs(configuration.Scale);
        return new MonitoredItemSettings((uint)tag, nodes[tag]!.Value)
        {
            SamplingInterval = TimeSpan.FromMilliseconds(place.SamplingIntervalMs ?? configuration.IntervalMs),
            QueueSize = (uint)place.QueueSize,
            DiscardOldest = place.DiscardOldest,
            DeadbandType = filtered && deadband > 0 ? DeadbandType.Absolute : DeadbandType.None,
            Deadband = deadband,
        };
    }
}
