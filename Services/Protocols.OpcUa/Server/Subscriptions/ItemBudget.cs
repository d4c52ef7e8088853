namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>How many items and queued values the server may still have.</summary>
internal sealed class ItemBudget(OpcUaServerLimits limits)
{
    private readonly Lock _gate = new();
    private long _values;

    internal int Items { get; private set; }

    /// <summary>Takes an item with a queue; false where the server has no room for it.</summary>
    internal bool TryTake(int queueSize)
    {
        lock (_gate)
        {
            if (Items >= limits.MonitoredItems || _values + queueSize > limits.QueuedValues)
                return false;
            Items++;
            _values += queueSize;
            return true;
        }
    }

    /// <summary>Changes the queue of an item; false where the server has no room for it.</summary>
    internal bool TryChange(int from, int to)
    {
        lock (_gate)
        {
            if (_values + to - from > limits.QueuedValues)
                return false;
            _values += to - from;
            return true;
        }
    }

    /// <summary>Gives an item with its queue back.</summary>
    internal void Return(int queueSize)
    {
        lock (_gate)
        {
            Items--;
            _values -= queueSize;
        }
    }
}
