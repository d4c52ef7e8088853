namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Values that a subscription did not bring.</summary>
/// <param name="Reason">How it came about.</param>
/// <param name="Since">When the subscription was last heard of.</param>
/// <param name="Until">When values flow again.</param>
/// <param name="MissedMessages">How many notification messages are missing; null where the server cannot tell.</param>
public sealed record SubscriptionGap(GapReason Reason, DateTimeOffset Since, DateTimeOffset Until, long? MissedMessages);
