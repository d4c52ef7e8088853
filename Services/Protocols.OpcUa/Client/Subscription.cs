using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>A subscription, OPC 10000-4 §5.14: kept alive by its client over lost connections, its items with it.</summary>
public sealed partial class Subscription
{
    private readonly OpcUaClient _client;
    private readonly ISubscriptionSink _sink;
    private readonly SubscriptionTable _table;
    private readonly Lock _gate = new();
    private volatile bool _deleted;
    private TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Subscription(OpcUaClient client, SubscriptionTable table, SubscriptionOptions options, ISubscriptionSink sink)
    {
        options.Validate();
        _client = client;
        _table = table;
        _sink = sink;
        Options = options;
        LastHeard = client.Options.Clock.GetUtcNow();
    }

    /// <summary>What was asked for.</summary>
    public SubscriptionOptions Options { get; private set; }

    /// <summary>The server's id of it; another one after it was made anew.</summary>
    public uint Id { get; private set; }

    /// <summary>The publishing interval that the server took.</summary>
    public TimeSpan PublishingInterval { get; private set; }

    /// <summary>The silence that the server's keep-alive count allows.</summary>
    public TimeSpan KeepAlive { get; private set; }

    /// <summary>When values or a keep-alive came last.</summary>
    public DateTimeOffset LastHeard { get; private set; }

    /// <summary>Completes once the present connection has brought what the server had kept: the first message with nothing behind it, which may be a keep-alive.</summary>
    public Task CaughtUp
    {
        get
        {
            lock (_gate)
                return _caughtUp.Task;
        }
    }

    /// <summary>Notification messages taken, keep-alives aside.</summary>
    public long Messages { get; private set; }

    /// <summary>Values taken.</summary>
    public long Values { get; private set; }

    /// <summary>Messages that were missing and came by Republish.</summary>
    public long Republished { get; private set; }

    /// <summary>Messages that are lost.</summary>
    public long MissedMessages { get; private set; }

    /// <summary>Gaps told to the sink.</summary>
    public long Gaps { get; private set; }

    /// <summary>The session that it lives on; null where the server has given it up.</summary>
    internal ClientSession? Home { get; set; }

    /// <summary>Changes publishing interval, keep-alive, lifetime, message size and priority, ModifySubscription.</summary>
    /// <exception cref="OpcUaException">The server refused, or is not connected; nothing changed then.</exception>
    public async Task ModifyAsync(SubscriptionOptions options, CancellationToken cancellationToken)
    {
        options.Validate();
        var response = await _client.AskAsync<ModifySubscriptionResponse>(
            new ModifySubscriptionRequest
            {
                SubscriptionId = Id,
                RequestedPublishingInterval = options.PublishingInterval.TotalMilliseconds,
                RequestedLifetimeCount = options.LifetimeCount,
                RequestedMaxKeepAliveCount = options.KeepAliveCount,
                MaxNotificationsPerPublish = options.MaxNotificationsPerPublish,
                Priority = options.Priority,
            },
            cancellationToken);
        Options = options with { PublishingEnabled = Options.PublishingEnabled };
        Revise(response.RevisedPublishingInterval, response.RevisedMaxKeepAliveCount);
    }

    /// <summary>Stops or resumes sending, SetPublishingMode; keep-alives go on.</summary>
    /// <exception cref="OpcUaException">The server refused, or is not connected.</exception>
    public async Task SetPublishingAsync(bool enabled, CancellationToken cancellationToken)
    {
        var response = await _client.AskAsync<SetPublishingModeResponse>(
            new SetPublishingModeRequest { PublishingEnabled = enabled, SubscriptionIds = [Id] }, cancellationToken);
        if (response.Results is not [{ IsBad: false }])
            throw OpcUaFault.Service(response.Results.FirstOrDefault(StatusCodes.BadUnknownResponse), nameof(SetPublishingModeRequest), $"subscription {Id}");
        Options = Options with { PublishingEnabled = enabled };
    }

    /// <summary>Ends it, DeleteSubscriptions. Without a connection it is only not restored any more.</summary>
    /// <exception cref="OpcUaException">The server refused.</exception>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        _deleted = true;
        _table.Remove(this);
        if (_client.Lost.IsCompleted)
            return;
        var response = await _client.AskAsync<DeleteSubscriptionsResponse>(new DeleteSubscriptionsRequest { SubscriptionIds = [Id] }, cancellationToken);
        if (response.Results is [{ IsBad: true } refusal] && refusal.Code != StatusCodes.BadSubscriptionIdInvalid)
            throw OpcUaFault.Service(refusal, nameof(DeleteSubscriptionsRequest), $"subscription {Id}");
    }

    /// <summary>Whether it is silent for longer than it may be, with some time for requests under way.</summary>
    internal bool IsSilent(DateTimeOffset now, TimeSpan grace) => Home is not null && now - LastHeard > KeepAlive + PublishingInterval + grace;

    /// <summary>Another connection begins to publish.</summary>
    internal void FallBehind()
    {
        lock (_gate)
            if (_caughtUp.Task.IsCompleted)
                _caughtUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal void Hear() => LastHeard = _client.Options.Clock.GetUtcNow();

    private void Revise(double publishingInterval, uint keepAliveCount)
    {
        PublishingInterval = Duration.FromMilliseconds(publishingInterval);
        KeepAlive = Duration.FromMilliseconds(publishingInterval * keepAliveCount);
    }
}
