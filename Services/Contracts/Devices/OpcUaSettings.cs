namespace Faultline.Contracts;

/// <summary>Settings of a device that is an OPC UA server.</summary>
public sealed record OpcUaSettings
{
    /// <summary>What stands behind the port in its URL, such as /UA/Server; empty for nothing.</summary>
    public string Path { get; init; } = "";

    /// <summary>Which endpoint. Default the best.</summary>
    public OpcUaSecurity Security { get; init; }

    /// <summary>Whether messages may be signed only. Default false: they are encrypted too. Not used with <see cref="OpcUaSecurity.None"/>.</summary>
    public bool SignOnly { get; init; }

    /// <summary>Whether the server's certificate must name its host. Default true.</summary>
    public bool VerifyHost { get; init; } = true;

    /// <summary>User name; null for anonymous.</summary>
    public string? User { get; init; }

    /// <summary>Name of the collector's setting that holds the password (<c>Secrets:NAME</c>), so that no document does; null without a user.</summary>
    public string? Password { get; init; }

    /// <summary>How often the server sends what changed, for tags that say nothing else: 0 (as fast as it can) to 1 h. Default 500 ms.</summary>
    public double PublishingIntervalMs { get; init; } = 500;

    /// <summary>How long the server may be silent before it is taken for lost, 100 ms to 1 h. Default 5 s.</summary>
    public double KeepAliveMs { get; init; } = 5000;

    /// <summary>How long the server keeps session and subscriptions over a lost connection, 1 s to 1 day. Default 2 min.</summary>
    public double LifetimeMs { get; init; } = 120_000;

    /// <summary>Whether all tags are polled. Default false: they are subscribed to, and polled only where the server cannot.</summary>
    public bool Polling { get; init; }
}
