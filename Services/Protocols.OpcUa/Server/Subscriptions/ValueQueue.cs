using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>Queue of a monitored item, OPC 10000-4 §5.12.1.5: bounded, and a value next to a gap carries the overflow bit.</summary>
internal sealed class ValueQueue
{
    /// <summary>Info bits of a status code: info type DataValue with Overflow (OPC 10000-4 §7.39).</summary>
    internal const uint Overflow = 0x0480;
    private DataValue[] _slots = new DataValue[1];
    private int _first;

    /// <summary>Most values that it holds; at least 1.</summary>
    internal int Size { get; private set; } = 1;

    internal bool DiscardOldest { get; private set; } = true;

    internal int Count { get; private set; }

    /// <summary>Changes size and policy; what no longer fits is given up by the policy.</summary>
    internal void Configure(int size, bool discardOldest)
    {
        (Size, DiscardOldest) = (size, discardOldest);
        while (Count > Size)
        {
            if (discardOldest)
                TryDequeue(out _);
            else
                Count--;
        }

        Relocate(Math.Max(1, Count));
    }

    /// <summary>Adds a value; false where one was given up for it.</summary>
    internal bool Enqueue(DataValue value)
    {
        if (Count < Size)
        {
            if (Count == _slots.Length)
                Relocate(Math.Min(Size, _slots.Length * 2));
            At(Count++) = value;
            return true;
        }

        if (Size == 1)
        {
            // A queue of one holds the latest value by design; overflow is not told (OPC 10000-4 §7.21).
            At(0) = value;
            return true;
        }

        if (DiscardOldest)
        {
            _first = (_first + 1) % _slots.Length;
            At(Count - 1) = value;
            Mark(ref At(0));
        }
        else
        {
            At(Count - 1) = value;
            Mark(ref At(Count - 1));
        }

        return false;
    }

    internal bool TryDequeue(out DataValue value)
    {
        value = default;
        if (Count == 0)
            return false;
        value = At(0);
        At(0) = default;
        _first = (_first + 1) % _slots.Length;
        Count--;
        return true;
    }

    internal void Clear() => (Count, _first, _slots) = (0, 0, new DataValue[1]);

    private static void Mark(ref DataValue value) => value = value with { Status = new StatusCode(value.Status.Value | Overflow) };

    private ref DataValue At(int index) => ref _slots[(_first + index) % _slots.Length];

    private void Relocate(int length)
    {
        var slots = new DataValue[length];
        for (var i = 0; i < Count; i++)
            slots[i] = At(i);
        (_slots, _first) = (slots, 0);
    }
}
