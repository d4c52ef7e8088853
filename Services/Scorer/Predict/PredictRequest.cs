using System.ComponentModel;

namespace Faultline.Scorer.Predict;

/// <summary>Body of POST /predict, as the document describes it; it is read by <see cref="WindowReader"/>.</summary>
/// <param name="SystemId">The system the window belongs to; may be left out.</param>
/// <param name="SampleRateHz">Samples a second of the fastest sensors, 1 to 100.</param>
/// <param name="Start">Time of the first samples; may be left out.</param>
/// <param name="Sensors">Sensor name to its samples over one load cycle of 60 s.</param>
public sealed record PredictRequest(
    [property: Description("The system the window belongs to; may be left out.")] string? SystemId,
    [property: Description("Samples a second of the fastest sensors, a whole number from 1 to 100. Without it the lengths 60, 600 and 6000 are understood.")] int? SampleRateHz,
    [property: Description("Time of the first samples, ISO 8601; may be left out.")] DateTimeOffset? Start,
    [property: Description("All 17 sensors by name, each with 60 × k samples over one load cycle, k whole from 1 to sample_rate_hz (slower sensors may stay slow). null or \"NaN\" is a reading that is missing: up to 3 of a sensor's 60 seconds, 2 in a row, and 30 of all are bridged.")]
    IReadOnlyDictionary<string, IReadOnlyList<double?>> Sensors);
