using Faultline.Protocols.OpcUa.Server.Sessions;

namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>
/// A subscription, OPC 10000-4 §5.13.1: samples its items, and at each publishing interval answers a Publish request of its session. Thread-safe.
/// </summary>
internal sealed partial class ServerSubscription : IDisposable
{
    private readonly ServerCore _core;
    private readonly Lock _gate = new();
    private readonly RetransmissionQueue _sent;
    private readonly ITimer _timer;
    private int _ticking;
    private bool _enabled;
    private bool _ended;

    internal ServerSubscription(ServerCore core, uint id, Session session, SubscriptionSettings settings, bool enabled)
    {
        _core = core;
        _sent = new RetransmissionQueue(core);
        _enabled = enabled;
        Id = id;
        Session = session;
        Owner = (session.User!, session.ClientUri, session.Mode);
        Settings = settings;
        _publishing = GroupFor(settings.PublishingInterval);
        var period = TimeSpan.FromMilliseconds(settings.PublishingInterval);
        _timer = core.Clock.CreateTimer(_ => Tick(), null, period, period);
    }

    internal uint Id { get; }

    /// <summary>Whose Publish requests it answers; null while nobody has it.</summary>
    internal Session? Session { get; private set; }

    /// <summary>Who may take it over, OPC 10000-4 §5.13.7: the same user of the same application, on a channel as good.</summary>
    internal (OpcUaUser User, string? ClientUri, Services.MessageSecurityMode Mode) Owner { get; }

    internal SubscriptionSettings Settings { get; private set; }

    /// <summary>Changes the settings; the interval counts from now on.</summary>
    internal void Modify(SubscriptionSettings settings)
    {
        lock (_gate)
        {
            var period = TimeSpan.FromMilliseconds(settings.PublishingInterval);
            Settings = settings;
            _publishing = GroupFor(settings.PublishingInterval);
            RescheduleGroups();
            _timer.Change(period, period);
            _silentIntervals = 0;
            _intervalsWithoutRequest = 0;
        }
    }

    internal void SetPublishing(bool enabled)
    {
        lock (_gate)
        {
            _enabled = enabled;
            _intervalsWithoutRequest = 0;
        }
    }

    /// <summary>Gives it to another session, or to none.</summary>
    /// <returns>Numbers of the messages that are kept for Republish, and that of the next message.</returns>
    internal (uint[] Numbers, uint Next) MoveTo(Session? session, bool sendInitialValues)
    {
        lock (_gate)
        {
            Session = session;
            _intervalsWithoutRequest = 0;
            // The new client learns at the next interval that the subscription lives.
            _anySent = false;
            if (sendInitialValues)
                foreach (var item in _items.Values)
                    item.Forget();
            return (_sent.Numbers, _nextSequence);
        }
    }

    internal bool Acknowledge(uint sequenceNumber)
    {
        lock (_gate)
            return _sent.Acknowledge(sequenceNumber);
    }

    /// <summary>A message that was not acknowledged, copied; null where it is not kept.</summary>
    internal Services.NotificationMessage? Find(uint sequenceNumber)
    {
        lock (_gate)
        {
            _intervalsWithoutRequest = 0;
            return _sent.Find(sequenceNumber)?.ToMessage(copy: true);
        }
    }

    /// <summary>Ends it and frees what it held.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_ended)
                return;
            _ended = true;
            _timer.Dispose();
            foreach (var group in _groups.Values)
                group.Dispose();
            foreach (var item in _items.Values)
                _core.Subscriptions.Budget.Return(item.Queue.Size);
            _items.Clear();
            _ready.Clear();
            _sent.Clear();
        }
    }
}
