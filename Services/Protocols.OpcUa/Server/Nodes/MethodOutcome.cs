using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>What a method answers.</summary>
/// <param name="Status">Good, or why it failed.</param>
/// <param name="Outputs">Output arguments in their order; none where it failed.</param>
public readonly record struct MethodOutcome(StatusCode Status, params Variant[] Outputs);
