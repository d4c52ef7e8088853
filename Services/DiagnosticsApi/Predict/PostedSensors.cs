using System.Text.Json;
using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Predict;

/// <summary>Takes the samples out of a request that the scorer has accepted.</summary>
internal static class PostedSensors
{
    public static WindowSamples Of(PredictRequest request)
    {
        var sensors = (request.Sensors ?? request.Window)!.Value;
        return new WindowSamples([.. HydraulicRig.Sensors.Select(sensor => Samples(sensors.GetProperty(sensor.Name)))]);
    }

    // What is no number, null or "NaN", is missing.
    private static double[] Samples(JsonElement array)
    {
        var samples = new double[array.GetArrayLength()];
        foreach (var (i, sample) in array.EnumerateArray().Index())
            samples[i] = sample.ValueKind == JsonValueKind.Number ? sample.GetDouble() : double.NaN;
        return samples;
    }
}
