namespace Faultline.Contracts;

/// <summary>
/// Where a tag stands in an OPC UA server: by <see cref="Node"/> or by <see cref="Path"/>. Tags with one publishing interval are a group and share a
/// subscription.
/// </summary>
public sealed record OpcUaTag
{
    /// <summary>Longest queue of an item.</summary>
    public const int QueueLimit = 100_000;

    /// <summary>Id of the node, such as ns=2;s=Pump.Pressure; or nsu=URI;s=… where the server's namespace indexes may change. Null with a path.</summary>
    public string? Node { get; init; }

    /// <summary>
    /// Browse path from the Objects folder, such as /2:Plant/2:Pump/2:Pressure: names with their namespace index, '/' before each; '&amp;' before a '/' or
    /// '&amp;' of a name (OPC 10000-4 §A.2). Null with a node.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>Publishing interval of its group, 0 to 1 h; null: the device's.</summary>
    public double? PublishingIntervalMs { get; init; }

    /// <summary>How often the server looks for a change, 0 (as fast as it can) to 1 day; null: the tag's interval.</summary>
    public double? SamplingIntervalMs { get; init; }

    /// <summary>Values that the server keeps between two notifications, 1 to 100,000. Default 10.</summary>
    public int QueueSize { get; init; } = 10;

    /// <summary>Whether a full queue gives up its oldest value (default) or its newest.</summary>
    public bool DiscardOldest { get; init; } = true;
}
