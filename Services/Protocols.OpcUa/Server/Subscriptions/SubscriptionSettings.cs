namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>What a subscription is revised to, OPC 10000-4 §5.13.2.2.</summary>
/// <param name="PublishingInterval">Milliseconds.</param>
/// <param name="LifetimeCount">Publishing intervals without a Publish request before it ends.</param>
/// <param name="KeepAliveCount">Publishing intervals without values before a keep-alive.</param>
/// <param name="MaxNotifications">Most values of a message.</param>
/// <param name="Priority">Higher is served earlier.</param>
internal sealed record SubscriptionSettings(double PublishingInterval, uint LifetimeCount, uint KeepAliveCount, int MaxNotifications, byte Priority)
{
    internal static SubscriptionSettings Revise(
        ServerCore core, double publishingInterval, uint lifetimeCount, uint keepAliveCount, uint maxNotifications, byte priority)
    {
        var longest = core.Options.MaxSubscriptionLifetime.TotalMilliseconds;
        var least = core.Options.MinInterval.TotalMilliseconds;
        // Three keep-alives must fit into the longest life.
        var interval = Math.Clamp(publishingInterval > 0 ? publishingInterval : least, least, Math.Max(least, longest / 3));
        var mostCount = Math.Max(3, (uint)Math.Min(uint.MaxValue, longest / interval));
        var keepAlive = Math.Clamp(keepAliveCount == 0 ? 10 : keepAliveCount, 1, mostCount / 3);
        var lifetime = Math.Clamp(lifetimeCount, keepAlive * 3, mostCount);
        var most = (uint)core.Limits.NotificationsPerPublish;
        return new SubscriptionSettings(
            interval, lifetime, keepAlive, (int)(maxNotifications == 0 ? most : Math.Min(maxNotifications, most)), priority);
    }
}
