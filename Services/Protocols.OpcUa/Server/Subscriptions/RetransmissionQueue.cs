using System.Buffers;

namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>Messages that are not acknowledged, oldest first, OPC 10000-4 §5.13.1.1; bounded in number and bytes. Guarded by its subscription.</summary>
internal sealed class RetransmissionQueue(ServerCore core)
{
    private readonly List<RetainedMessage> _messages = [];
    private long _bytes;

    /// <summary>Numbers of what is kept.</summary>
    internal uint[] Numbers => [.. _messages.Select(message => message.SequenceNumber)];

    /// <summary>Keeps a message; the oldest are given up for it where there is no room.</summary>
    internal void Add(RetainedMessage message)
    {
        _messages.Add(message);
        _bytes += message.Length;
        while (_messages.Count > 1 && (_messages.Count > core.Limits.RetainedMessages || _bytes > core.Limits.RetainedBytes))
        {
            core.Statistics.Count(ServerBound.RetainedMessages);
            RemoveAt(0);
        }
    }

    internal RetainedMessage? Find(uint sequenceNumber) => _messages.Find(message => message.SequenceNumber == sequenceNumber);

    /// <summary>Gives up a message; false where it is not kept.</summary>
    internal bool Acknowledge(uint sequenceNumber)
    {
        var index = _messages.FindIndex(message => message.SequenceNumber == sequenceNumber);
        if (index < 0)
            return false;
        RemoveAt(index);
        return true;
    }

    internal void Clear()
    {
        while (_messages.Count > 0)
            RemoveAt(_messages.Count - 1);
    }

    private void RemoveAt(int index)
    {
        var message = _messages[index];
        _messages.RemoveAt(index);
        _bytes -= message.Length;
        ArrayPool<byte>.Shared.Return(message.Buffer);
    }
}
