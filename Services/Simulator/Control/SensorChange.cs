using System.Text.Json.Serialization;
using Faultline.Simulator.Machines;

namespace Faultline.Simulator.Control;

/// <summary>Body of PUT …/sensors/{name}.</summary>
/// <param name="Mode">What the sensor shows from now on.</param>
/// <param name="Value">Value shown (stuck; default the present one) or added (offset; needed), in the sensor's unit.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SensorChange(SensorMode? Mode, double? Value);
