using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.OpcUa;

/// <summary>Body of POST /api/devices/{id}/nodes/import.</summary>
/// <param name="Node">Where to start; null for the Objects folder.</param>
/// <param name="Depth">Levels, 1 to 10; null for 10.</param>
/// <param name="Nodes">Only these of the nodes found; null for all numeric variables.</param>
/// <param name="IntervalMs">Interval of the tags; null for 1000.</param>
/// <param name="PublishingIntervalMs">Publishing interval of their group; null for the device's.</param>
/// <param name="Timestamp">Whose clock counts; null for the source's.</param>
public sealed record ImportNodesRequest(
    string? Node, int? Depth, IReadOnlyList<string>? Nodes, double? IntervalMs, double? PublishingIntervalMs, TimestampSource? Timestamp);
