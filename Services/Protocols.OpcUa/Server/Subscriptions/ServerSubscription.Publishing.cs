using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>Publishing, by the state table of OPC 10000-4 §5.13.1.2.</summary>
internal sealed partial class ServerSubscription
{
    // Room in a message for everything around the values.
    private const int MessageOverhead = 4096;
    private readonly Queue<SampledItem> _ready = new();
    private uint _nextSequence = 1;
    private uint _silentIntervals;
    private uint _intervalsWithoutRequest;
    private bool _anySent;

    /// <summary>Whether a message is due that no Publish request was there for, and since when.</summary>
    internal DateTime? LateSince { get; private set; }

    /// <summary>Whether there is something to send; items that were disabled since they were listed fall out here.</summary>
    private bool HasValues
    {
        get
        {
            while (_ready.TryPeek(out var item) && !item.HasReport)
                _ready.Dequeue().IsListed = false;
            return _enabled && _ready.Count > 0;
        }
    }

    /// <summary>A Publish request arrived: answers it where a message is overdue.</summary>
    internal void OnPublishRequest()
    {
        lock (_gate)
        {
            _intervalsWithoutRequest = 0;
            if (!_ended && LateSince is not null)
                Send();
        }
    }

    private void Tick()
    {
        // A tick that comes while the last one is at work would only wait for it; its values are those of the next.
        if (Interlocked.Exchange(ref _ticking, 1) == 1)
            return;
        try
        {
            if (Publish())
                _core.Subscriptions.Expire(this);
        }
        finally
        {
            Interlocked.Exchange(ref _ticking, 0);
        }
    }

    /// <summary>One publishing interval; true where the subscription's life is over.</summary>
    private bool Publish()
    {
        lock (_gate)
        {
            if (_ended)
                return false;
            Sample(_publishing);
            _intervalsWithoutRequest = Session?.Publishing.HasRequest == true ? 0 : _intervalsWithoutRequest + 1;
            if (_intervalsWithoutRequest >= Settings.LifetimeCount)
                return true;
            _silentIntervals++;
            if (HasValues || !_anySent || _silentIntervals >= Settings.KeepAliveCount)
                Send();
            return false;
        }
    }

    /// <summary>Sends values, in as many messages as there are requests for; where there are no values, a keep-alive.</summary>
    private void Send()
    {
        do
        {
            if (Session?.Publishing.Take() is not { } request)
            {
                LateSince ??= _core.Now;
                return;
            }

            var message = HasValues ? Encode(request).ToMessage(copy: false) : KeepAlive();
            LateSince = null;
            _silentIntervals = 0;
            _anySent = true;
            var response = new PublishResponse
            {
                ResponseHeader = request.Connection.Header(request.Handle, StatusCodes.Good),
                SubscriptionId = Id,
                AvailableSequenceNumbers = _sent.Numbers,
                MoreNotifications = HasValues,
                NotificationMessage = message,
                Results = request.Results,
            };

            // Encoded before it returns, under this lock: messages stand on the wire in their order, and the buffer is still kept.
            _ = request.Connection.SendAsync(request.RequestId, response);
        }
        while (HasValues);
    }

    private NotificationMessage KeepAlive() => new() { SequenceNumber = _nextSequence, PublishTime = _core.Now };

    private RetainedMessage Encode(PendingPublish request)
    {
        var transport = request.Connection.Channel.Transport;
        var chunks = Math.Min(transport.SendChunkCount, int.MaxValue) * (transport.SendChunkSize / 2);
        var most = Math.Min(Math.Min(_core.Options.MessageLimits.MessageSize, transport.SendMessageSize), chunks);
        var writer = new OpcUaWriter(_core.Options.MessageLimits);
        try
        {
            writer.WriteInt32(0);
            var count = WriteValues(ref writer, Math.Max(most - MessageOverhead, most / 2));
            writer.WriteDiagnosticInfoArray([]);
            var (buffer, length) = writer.Detach();
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(buffer, count);
            var message = new RetainedMessage(_nextSequence, _core.Now, buffer, length);
            _nextSequence = _nextSequence == uint.MaxValue ? 1 : _nextSequence + 1;
            _sent.Add(message);
            return message;
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Half of the room may be taken before a value, as each is at most a quarter of a message; answers how many were written.</summary>
    private int WriteValues(ref OpcUaWriter writer, long room)
    {
        var count = 0;
        while (_ready.TryPeek(out var item))
        {
            while (item.HasReport)
            {
                if (count >= Settings.MaxNotifications || writer.Written.Length > room / 2)
                    return count;
                item.Queue.TryDequeue(out var value);
                writer.WriteUInt32(item.ClientHandle);
                writer.WriteDataValue(value);
                count++;
            }

            _ready.Dequeue();
            item.IsListed = false;
        }

        return count;
    }
}
