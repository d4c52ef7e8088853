using Faultline.Learning.Windows;

namespace Faultline.Learning.Models;

/// <summary>Scales the mean oil temperatures of a cycle to the order of one: (TS1 − 45 °C) / 10 and (TS2 − 50 °C) / 10.</summary>
internal static class OilTemperature
{
    private const int Ts1 = 9;
    private const int Ts2 = 10;

    public static (double First, double Second) Of(ReadOnlySpan<double> window) =>
        Scale(Mean(window.Slice(Ts1 * RigLayout.Seconds, RigLayout.Seconds)), Mean(window.Slice(Ts2 * RigLayout.Seconds, RigLayout.Seconds)));

    public static (double First, double Second) Scale(double ts1Celsius, double ts2Celsius) => ((ts1Celsius - 45) / 10, (ts2Celsius - 50) / 10);

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum / values.Length;
    }
}
