using System.Text.Json.Serialization;

namespace Faultline.Simulator.Control;

/// <summary>Body of PUT /simulator/time.</summary>
/// <param name="Speed">Machine time in units of real time, 0.01 to 1000.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TimeChange(double? Speed);
