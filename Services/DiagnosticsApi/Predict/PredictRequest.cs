using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Faultline.DiagnosticsApi.Predict;

/// <summary>Body of POST /api/diagnostics/predict; the scorer judges all but the system.</summary>
/// <param name="SystemId">The system the window belongs to.</param>
/// <param name="SampleRateHz">Samples a second of the fastest sensors.</param>
/// <param name="Start">Time of the first samples.</param>
/// <param name="Sensors">Sensor name to its samples over one load cycle.</param>
/// <param name="Window">The same by its former name.</param>
public sealed record PredictRequest(
    [property: Description("The system the window belongs to.")] string? SystemId,
    [property: Description("Samples a second of the fastest sensors, a whole number from 1 to 100; may be left out."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    JsonElement? SampleRateHz,
    [property: Description("Time of the first samples, ISO 8601; may be left out."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Start,
    [property: Description("17 sensors by name, each with 60 values (means over a sixtieth of the load cycle) or whole multiples of it."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    JsonElement? Sensors,
    [property: Description("The former name of sensors."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Window);
