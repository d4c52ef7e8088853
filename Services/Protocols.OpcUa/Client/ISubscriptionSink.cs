using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>
/// Takes what a subscription brings. Called by the connection's receiving task, one call at a time for a subscription; what takes long belongs
/// elsewhere, as nothing is received meanwhile. An exception ends the connection.
/// </summary>
public interface ISubscriptionSink
{
    /// <summary>Values arrived.</summary>
    /// <param name="subscription">Where from.</param>
    /// <param name="values">The values in their order, each with its item's handle; not to be used after the call.</param>
    void OnDataChange(Subscription subscription, DataChangeReader values);

    /// <summary>Something is missing before the next values.</summary>
    void OnGap(Subscription subscription, SubscriptionGap gap);
}
