using System.Text.Json.Serialization;
using Faultline.Simulator.Machines;

namespace Faultline.Simulator.Control;

/// <summary>Body of PUT …/connection.</summary>
/// <param name="Mode">Whether the machine answers.</param>
/// <param name="Seconds">Real seconds after which it answers again by itself, above 0; null (default): not by itself.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ConnectionChange(ConnectionMode? Mode, double? Seconds);
