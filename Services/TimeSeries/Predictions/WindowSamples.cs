using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>A window as it was posted: one load cycle of all sensors, each at its own rate.</summary>
public sealed class WindowSamples
{
    /// <summary>Highest rate in Hz: the rig's fastest sensors.</summary>
    public const int MaxRateHz = 100;

    /// <summary>Most samples of a sensor.</summary>
    public const int MaxSamples = MaxRateHz * HydraulicRig.WindowLength;

    /// <summary>Takes the arrays, without a copy.</summary>
    /// <param name="sensors">Samples in the order of <see cref="HydraulicRig.Sensors"/>, 60 × a whole rate of 1 to <see cref="MaxRateHz"/> of each sensor; NaN for one that is missing.</param>
    /// <exception cref="ArgumentException">A sensor is missing or has a length that is none; all that do are named.</exception>
    public WindowSamples(IReadOnlyList<double[]> sensors)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        if (sensors.Count != HydraulicRig.SensorCount)
            throw new ArgumentException($"{sensors.Count} sensors; a window has {HydraulicRig.SensorCount}.", nameof(sensors));
        var wrong = HydraulicRig.Sensors.Where((_, i) => !IsLength(sensors[i].Length)).Select(sensor => $"{sensor.Name} has {sensors[sensor.Ordinal - 1].Length} samples").ToArray();
        if (wrong.Length > 0)
            throw new ArgumentException($"{string.Join(", ", wrong)}; {HydraulicRig.WindowLength} × 1 to {MaxRateHz} are a window's.", nameof(sensors));
        Sensors = sensors;
    }

    /// <summary>Samples in the order of <see cref="HydraulicRig.Sensors"/>; NaN for one that is missing.</summary>
    public IReadOnlyList<double[]> Sensors { get; }

    internal static bool IsLength(int samples) => samples is >= HydraulicRig.WindowLength and <= MaxSamples && samples % HydraulicRig.WindowLength == 0;
}
