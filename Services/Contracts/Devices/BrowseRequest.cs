namespace Faultline.Contracts;

/// <summary>A command to look around in an OPC UA server.</summary>
/// <param name="Device">The device, which must be connected.</param>
/// <param name="Node">Where to start; null for the Objects folder.</param>
/// <param name="Depth">How many levels down, 1 to 10.</param>
public sealed record BrowseRequest(string Device, string? Node, int Depth);
