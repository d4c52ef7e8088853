using Faultline.Contracts;
using Faultline.Learning.Windows;
using Faultline.ServiceDefaults;

namespace Faultline.Scorer.Predict;

/// <summary>Checks that every sensor is there and has as many samples as the rate says.</summary>
internal static class WindowLengths
{
    /// <summary>Lengths that are understood where no rate was told: the rig's rates 1, 10 and 100 Hz.</summary>
    private static readonly int[] RigLengths = [60, 600, 6000];

    /// <param name="window">The window.</param>
    /// <param name="place">Where its sensors stand in the body; null when they are missing.</param>
    /// <param name="faults">Gets what is wrong.</param>
    public static void Check(PostedWindow window, string? place, RequestFaults faults)
    {
        if (place is null)
        {
            faults.Add("window", "The window is missing.");
            return;
        }
        for (var sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            var name = RigLayout.SensorNames[sensor];
            if (!window.Has(sensor))
                faults.Add($"{place}.{name}", $"{name} is missing.");
            else if (!Fits(window.Length(sensor), window.Rate))
                faults.Add($"{place}.{name}", $"{name} has {window.Length(sensor)} values; {Expected(window.Rate)}.");
        }
    }

    private static bool Fits(int length, int? rate) => rate is { } told
        ? length % HydraulicRig.WindowLength == 0 && length / HydraulicRig.WindowLength is var own && own >= 1 && own <= told
        : RigLengths.Contains(length);

    private static string Expected(int? rate) => rate switch
    {
        null => "60 are expected (or 600 or 6000)",
        1 => "60 are expected at 1 Hz",
        { } told => $"{told * HydraulicRig.WindowLength} are expected at {told} Hz (or 60 times a lower whole rate)",
    };
}
