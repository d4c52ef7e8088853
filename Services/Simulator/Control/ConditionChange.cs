using System.Text.Json.Serialization;

namespace Faultline.Simulator.Control;

/// <summary>Body of PUT …/conditions/{component}.</summary>
/// <param name="Value">Target, in the component's unit.</param>
/// <param name="RampSeconds">Machine seconds to get there linearly, 0 (default: at once) to 10 million.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ConditionChange(double? Value, double RampSeconds = 0);
