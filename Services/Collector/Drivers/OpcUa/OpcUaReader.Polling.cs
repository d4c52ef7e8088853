using Faultline.Protocols.OpcUa;
using StatusCodes = Faultline.Protocols.OpcUa.StatusCodes;

namespace Faultline.Collector.Drivers.OpcUa;

/// <summary>Polling of what cannot be subscribed to, and trying again what the server refuses.</summary>
internal sealed partial class OpcUaReader
{
    private async Task PollAsync(CancellationToken cancellationToken)
    {
        var tags = polled.ToArray();
        var intervals = tags.Select(tag => device.Tags[tag].IntervalMs).Distinct().ToArray();
        if (tags.Length == 0)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            return;
        }
        var clock = new PollClock(time, Array.ConvertAll(intervals, interval => TimeSpan.FromMilliseconds(interval)));
        while (true)
        {
            var turn = await clock.WaitAsync(cancellationToken);
            counters.LeftOut(turn.Skipped);
            var started = time.GetTimestamp();
            await ReadAsync(Array.FindAll(tags, tag => (turn.Due & (1UL << Array.IndexOf(intervals, device.Tags[tag].IntervalMs))) != 0), isPresent: false, cancellationToken);
            counters.Polled(turn.Lateness, time.GetElapsedTime(started), turn.IsLate);
        }
    }

    /// <summary>Tells steady values again while the server is heard of.</summary>
    private async Task RepeatAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(repetition.Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            sink!.Begin(time.GetUtcNow());
            try
            {
                repetition.Repeat(sink);
            }
            finally
            {
                sink.End();
            }
        }
    }

    /// <summary>Now and then, what is not there or refused is looked for again.</summary>
    private async Task RetryAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(device.RetryBadMs), time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (BadTags.Count > 0)
                await RetryOnceAsync(cancellationToken);
        }
    }

    private async Task RetryOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var subscription in groups.Keys)
            await subscription.RemoveAsync([.. subscription.Items.Where(item => item.Status.IsBad)], cancellationToken);
        var found = await NodeNames.FindAsync(client!, device.Tags, cancellationToken);
        var subscribed = groups.Keys.SelectMany(subscription => subscription.Items).Select(item => (int)item.Settings.Handle).ToHashSet();
        var wanted = Enumerable.Range(0, found.Length).Where(tag => found[tag] is not null && !subscribed.Contains(tag) && !polled.Contains(tag)).ToArray();
        foreach (var tag in wanted)
            nodes[tag] = found[tag];
        if (device.OpcUa!.Polling && wanted.Length > 0)
        {
            await ForgetAsync();
            throw new DeviceException("nodes that were missing are there now; the connection begins anew to poll them.");
        }
        foreach (var group in wanted.GroupBy(PublishingOf))
            await SubscribeAsync(group.Key, [.. group], cancellationToken);
        TellBad();
    }

    private void TellBad()
    {
        var refused = groups.Keys.SelectMany(subscription => subscription.Items).Where(item => item.Status.IsBad).Select(item => (int)item.Settings.Handle);
        var missing = Enumerable.Range(0, nodes.Length).Where(tag => nodes[tag] is null);
        int[] bad = [.. refused.Union(missing).Order()];
        Volatile.Write(ref badTags, [.. bad.Select(tag => device.Tags[tag].Name)]);
        if (bad.Length == 0)
            return;
        sink!.Begin(time.GetUtcNow());
        try
        {
            foreach (var tag in bad)
                sink.AddBad(tag, QualityOf.Status(StatusCodes.BadNodeIdUnknown));
        }
        finally
        {
            sink.End();
        }
    }
}
