namespace Faultline.Contracts;

/// <summary>A command to write values to tags of one device, in this order.</summary>
/// <param name="Device">The device.</param>
/// <param name="Values">Names of its tags and the values, in their units.</param>
public sealed record WriteRequest(string Device, IReadOnlyList<TagValue> Values);
