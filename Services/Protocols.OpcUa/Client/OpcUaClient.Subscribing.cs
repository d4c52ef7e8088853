namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Subscriptions, OPC 10000-4 §5.14.</summary>
public sealed partial class OpcUaClient
{
    /// <summary>Makes a subscription without items. It is restored by <see cref="ConnectAsync"/> until it is deleted.</summary>
    /// <exception cref="ArgumentException">Options are out of range.</exception>
    /// <exception cref="OpcUaException">The server refused, or is not connected.</exception>
    public async Task<Subscription> SubscribeAsync(SubscriptionOptions options, ISubscriptionSink sink, CancellationToken cancellationToken)
    {
        var subscription = new Subscription(this, _subscriptions, options, sink);
        try
        {
            await subscription.CreateAsync(_link ?? throw NotConnected(), Limits, cancellationToken);
            return subscription;
        }
        catch
        {
            _subscriptions.Remove(subscription);
            throw;
        }
    }
}
