using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>Items and their sampling.</summary>
internal sealed partial class ServerSubscription
{
    // A client may ask for as many intervals as it has items; timers are fewer.
    private const int MaxGroups = 16;
    private readonly Dictionary<uint, SampledItem> _items = [];
    private readonly Dictionary<double, SamplingGroup> _groups = [];
    private SamplingGroup _publishing;
    private uint _lastItemId;

    /// <summary>Adds an item, already within the budget, and samples it for the first time; null where the subscription has ended meanwhile.</summary>
    internal uint? Add(Func<uint, SampledItem> make, MonitoringMode mode, double samplingInterval)
    {
        lock (_gate)
        {
            if (_ended)
                return null;
            var item = make(++_lastItemId);
            _items.Add(item.Id, item);
            Join(item, samplingInterval);
            item.SetMode(mode);
            item.Sample(_core.Now);
            List(item);
            return item.Id;
        }
    }

    /// <summary>Does something with an item under the lock; false where there is no such item.</summary>
    internal bool TryWith(uint itemId, Action<SampledItem> action)
    {
        lock (_gate)
        {
            _intervalsWithoutRequest = 0;
            if (!_items.TryGetValue(itemId, out var item))
                return false;
            action(item);
            List(item);
            return true;
        }
    }

    /// <summary>Moves an item to another interval; under the lock of <see cref="TryWith"/>.</summary>
    internal void Join(SampledItem item, double samplingInterval)
    {
        Leave(item);
        var interval = samplingInterval < 0 ? Settings.PublishingInterval : Math.Max(samplingInterval, _core.Options.MinInterval.TotalMilliseconds);
        interval = double.IsFinite(interval) ? Math.Min(interval, _core.Options.MaxSubscriptionLifetime.TotalMilliseconds) : Settings.PublishingInterval;
        if (!_groups.ContainsKey(interval) && _groups.Count >= MaxGroups)
            interval = _groups.Keys.Where(known => known <= interval).DefaultIfEmpty(_groups.Keys.Min()).Max();
        item.SamplingInterval = interval;
        GroupFor(interval).Items.Add(item);
    }

    internal bool Remove(uint itemId)
    {
        lock (_gate)
        {
            if (!_items.Remove(itemId, out var item))
                return false;
            Leave(item);
            item.SetMode(MonitoringMode.Disabled);
            _core.Subscriptions.Budget.Return(item.Queue.Size);
            return true;
        }
    }

    private void Leave(SampledItem item)
    {
        if (!_groups.TryGetValue(item.SamplingInterval, out var group) || !group.Items.Remove(item) || group.Items.Count > 0 || group == _publishing)
            return;
        group.Dispose();
        _groups.Remove(item.SamplingInterval);
    }

    private SamplingGroup GroupFor(double interval)
    {
        if (_groups.TryGetValue(interval, out var known))
            return known;
        var group = new SamplingGroup();
        _groups.Add(interval, group);
        Schedule(interval, group);
        return group;
    }

    private void RescheduleGroups()
    {
        foreach (var (interval, group) in _groups)
            Schedule(interval, group);
    }

    /// <summary>Items at the publishing interval are sampled right before publishing, without a timer.</summary>
    private void Schedule(double interval, SamplingGroup group) => group.Schedule(
        _core.Clock, interval == Settings.PublishingInterval ? null : TimeSpan.FromMilliseconds(interval), () => SampleLocked(group));

    private void SampleLocked(SamplingGroup group)
    {
        lock (_gate)
        {
            if (!_ended)
                Sample(group);
        }
    }

    private void Sample(SamplingGroup group)
    {
        var now = _core.Now;
        foreach (var item in group.Items)
        {
            item.Sample(now);
            List(item);
        }
    }

    private void List(SampledItem item)
    {
        if (item.IsListed || !item.HasReport)
            return;
        item.IsListed = true;
        _ready.Enqueue(item);
    }
}
