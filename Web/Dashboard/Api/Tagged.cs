namespace Faultline.Dashboard.Api;

/// <summary>What was read, and the entity tag that a change to it names, so that it changes nothing newer (RFC 9110 §13.1.1).</summary>
/// <param name="Value">What was read.</param>
/// <param name="EntityTag">With its quotes.</param>
public sealed record Tagged<T>(T Value, string EntityTag);
