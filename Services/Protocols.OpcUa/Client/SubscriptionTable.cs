using System.Collections.Concurrent;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>The subscriptions of a client: all of them, and by the ids that the server knows them by at present.</summary>
internal sealed class SubscriptionTable
{
    private readonly ConcurrentDictionary<Subscription, bool> _all = new();
    private readonly ConcurrentDictionary<uint, Subscription> _byId = new();
    private int _version;

    internal IReadOnlyCollection<Subscription> All => (IReadOnlyCollection<Subscription>)_all.Keys;

    internal int Count => _all.Count;

    /// <summary>Rises with each subscription that the server made.</summary>
    internal int Version => Volatile.Read(ref _version);

    internal Subscription? Find(uint id) => _byId.GetValueOrDefault(id);

    /// <summary>Takes a subscription in, under the id that it has now.</summary>
    internal void Add(Subscription subscription)
    {
        _all[subscription] = true;
        _byId[subscription.Id] = subscription;
        Interlocked.Increment(ref _version);
    }

    /// <summary>Forgets the id alone: the server has given it up, and may give it to another subscription.</summary>
    internal void ForgetId(Subscription subscription) => _byId.TryRemove(new KeyValuePair<uint, Subscription>(subscription.Id, subscription));

    internal void Remove(Subscription subscription)
    {
        _all.TryRemove(subscription, out _);
        ForgetId(subscription);
    }

    internal void Clear()
    {
        _all.Clear();
        _byId.Clear();
    }
}
