using System.Collections.Concurrent;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Monitored items, OPC 10000-4 §5.13; requests are divided as the server's limits ask.</summary>
public sealed partial class Subscription
{
    private readonly ConcurrentDictionary<uint, MonitoredItem> _items = new();

    /// <summary>The items, also those that the server refused.</summary>
    public IReadOnlyCollection<MonitoredItem> Items => (IReadOnlyCollection<MonitoredItem>)_items.Values;

    /// <summary>Adds items; each one's <see cref="MonitoredItem.Status"/> says what the server made of it.</summary>
    /// <exception cref="ArgumentException">A handle is in use already.</exception>
    /// <exception cref="OpcUaException">The server is not connected, or refused as a whole; then none is added.</exception>
    public async Task<IReadOnlyList<MonitoredItem>> AddAsync(IReadOnlyCollection<MonitoredItemSettings> settings, CancellationToken cancellationToken)
    {
        var items = settings.Select(one => new MonitoredItem(one)).ToArray();
        var added = 0;
        try
        {
            for (; added < items.Length; added++)
                if (!_items.TryAdd(items[added].Settings.Handle, items[added]))
                    throw new ArgumentException($"Handle {items[added].Settings.Handle} is in use already.", nameof(settings));
            await CreateItemsAsync(_client.AskAsync, _client.Limits, items, cancellationToken);
            return items;
        }
        catch
        {
            for (var i = 0; i < added; i++)
                _items.TryRemove(items[i].Settings.Handle, out _);
            throw;
        }
    }

    /// <summary>Changes sampling interval, queue, filter of items; handle, node, attribute and mode stay.</summary>
    /// <exception cref="OpcUaException">The server is not connected, or refused as a whole.</exception>
    public async Task ModifyAsync(IReadOnlyList<(MonitoredItem Item, MonitoredItemSettings Settings)> changes, CancellationToken cancellationToken)
    {
        var merged = changes.Select(change => (change.Item, Settings: change.Settings with
        {
            Handle = change.Item.Settings.Handle, Node = change.Item.Settings.Node, AttributeId = change.Item.Settings.AttributeId, Mode = change.Item.Settings.Mode,
        })).ToArray();
        var results = await RequestDivision.AskAsync(merged, _client.Limits.MaxMonitoredItemsPerCall, async part => (await _client.AskAsync<ModifyMonitoredItemsResponse>(
            new ModifyMonitoredItemsRequest
            {
                SubscriptionId = Id,
                TimestampsToReturn = TimestampsToReturn.Both,
                ItemsToModify = Array.ConvertAll(part, change => new MonitoredItemModifyRequest
                {
                    MonitoredItemId = change.Item.ServerId, RequestedParameters = change.Settings.ToParameters(),
                }),
            },
            cancellationToken)).Results);
        for (var i = 0; i < merged.Length; i++)
            merged[i].Item.Take(results[i], merged[i].Settings);
    }

    /// <summary>Stops or resumes sampling and sending of items, SetMonitoringMode. Answers a status for each.</summary>
    /// <exception cref="OpcUaException">The server is not connected, or refused as a whole.</exception>
    public async Task<IReadOnlyList<StatusCode>> SetModeAsync(IReadOnlyList<MonitoredItem> items, MonitoringMode mode, CancellationToken cancellationToken)
    {
        var results = await RequestDivision.AskAsync(items, _client.Limits.MaxMonitoredItemsPerCall, async part => (await _client.AskAsync<SetMonitoringModeResponse>(
            new SetMonitoringModeRequest { SubscriptionId = Id, MonitoringMode = mode, MonitoredItemIds = Array.ConvertAll(part, item => item.ServerId) },
            cancellationToken)).Results);
        for (var i = 0; i < results.Length; i++)
            if (!results[i].IsBad)
                items[i].Settings = items[i].Settings with { Mode = mode };
        return results;
    }

    /// <summary>Removes items, DeleteMonitoredItems.</summary>
    /// <exception cref="OpcUaException">The server is not connected, or refused as a whole.</exception>
    public async Task RemoveAsync(IReadOnlyList<MonitoredItem> items, CancellationToken cancellationToken)
    {
        var known = items.Where(item => item.ServerId != 0).ToArray();
        await RequestDivision.AskAsync(known, _client.Limits.MaxMonitoredItemsPerCall, async part => (await _client.AskAsync<DeleteMonitoredItemsResponse>(
            new DeleteMonitoredItemsRequest { SubscriptionId = Id, MonitoredItemIds = Array.ConvertAll(part, item => item.ServerId) },
            cancellationToken)).Results);
        foreach (var item in items)
            _items.TryRemove(new KeyValuePair<uint, MonitoredItem>(item.Settings.Handle, item));
    }

    private delegate Task<T> Ask<T>(IServiceRequest request, CancellationToken cancellationToken, Action<T>? onResponse = null)
        where T : class, IServiceResponse;

    private async Task CreateItemsAsync(
        Ask<CreateMonitoredItemsResponse> ask, OperationLimits limits, MonitoredItem[] items, CancellationToken cancellationToken)
    {
        var results = await RequestDivision.AskAsync(items, limits.MaxMonitoredItemsPerCall, async part => (await ask(
            new CreateMonitoredItemsRequest
            {
                SubscriptionId = Id,
                TimestampsToReturn = TimestampsToReturn.Both,
                ItemsToCreate = Array.ConvertAll(part, item => item.Settings.ToCreate()),
            },
            cancellationToken)).Results);
        for (var i = 0; i < items.Length; i++)
            items[i].Take(results[i]);
    }
}
