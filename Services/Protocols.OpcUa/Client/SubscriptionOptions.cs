namespace Faultline.Protocols.OpcUa.Client;

/// <summary>What is asked of a subscription, OPC 10000-4 §5.14.2; the server revises the times.</summary>
public sealed record SubscriptionOptions
{
    /// <summary>How often the server sends what changed; 0 to 1 h (0: as fast as it can), default 1 s.</summary>
    public TimeSpan PublishingInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the server may be silent when nothing changes; at least the publishing interval, default 5 s.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the server keeps the subscription when nobody listens; at least three keep-alives, default 2 min.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Most values of one notification message; 0: the server's own bound.</summary>
    public uint MaxNotificationsPerPublish { get; init; }

    /// <summary>Whether values are sent from the start; default true.</summary>
    public bool PublishingEnabled { get; init; } = true;

    /// <summary>Which subscription comes first where the server must choose; higher is earlier.</summary>
    public byte Priority { get; init; }

    /// <summary>Publishing intervals without values before a keep-alive.</summary>
    internal uint KeepAliveCount => Count(KeepAlive, least: 1);

    /// <summary>Publishing intervals without a listener before the server gives up; at least three times the keep-alive count by the specification.</summary>
    internal uint LifetimeCount => Count(Lifetime, least: 3 * KeepAliveCount);

    internal void Validate()
    {
        if (PublishingInterval < TimeSpan.Zero || PublishingInterval > TimeSpan.FromHours(1))
            throw new ArgumentException($"SubscriptionOptions: PublishingInterval {PublishingInterval} is not within 0 to 1 h.");
        if (KeepAlive <= TimeSpan.Zero || Lifetime < KeepAlive)
            throw new ArgumentException($"SubscriptionOptions: KeepAlive {KeepAlive} and Lifetime {Lifetime} are not in the order 0 < KeepAlive <= Lifetime.");
    }

    // An interval of 0 is revised to something small; 10 ms is what counts are based on then.
    private uint Count(TimeSpan time, uint least) => (uint)Math.Clamp(
        Math.Ceiling(time / TimeSpan.FromMilliseconds(Math.Max(PublishingInterval.TotalMilliseconds, 10))), least, 100_000_000);
}
