using Faultline.Learning.Windows;

namespace Faultline.Learning.Features;

/// <summary>
/// What the oil temperatures TS1–TS4 say of a cycle: four means, scaled to the order of one, and four changes from the first to the last
/// quarter. The circuit's pressures follow the oil's viscosity, so they are judged at these temperatures and not against the cooler.
/// </summary>
internal static class OilCovariates
{
    /// <summary>Number of values.</summary>
    public const int Count = 8;

    private const int FirstSensor = 9;
    private const int Quarter = RigLayout.Seconds / 4;
    private static readonly double[] UsualCelsius = [45, 50, 47, 40];

    /// <summary>Fills the covariates of a window: means of TS1–TS4 as (°C − usual) / 10, then their changes in °C.</summary>
    public static void Fill(ReadOnlySpan<double> window, Span<double> covariates)
    {
        for (int i = 0; i < UsualCelsius.Length; i++)
        {
            var series = window.Slice((FirstSensor + i) * RigLayout.Seconds, RigLayout.Seconds);
            covariates[i] = (Mean(series) - UsualCelsius[i]) / 10;
            covariates[UsualCelsius.Length + i] = Mean(series[^Quarter..]) - Mean(series[..Quarter]);
        }
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum / values.Length;
    }
}
