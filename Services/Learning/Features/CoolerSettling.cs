using Faultline.Learning.Windows;

namespace Faultline.Learning.Features;

/// <summary>
/// The cooling efficiency CE that the cycle tends to: the constant of a + b·exp(−t/45 s), fitted to its seconds 5 to 59. CE is a virtual
/// sensor that follows the oil with a lag, so that in the first cycles after the cooler changed its mean lies between two levels; its
/// limit does not. Linear in the 60 values.
/// </summary>
internal static class CoolerSettling
{
    private const int Sensor = 14;
    private const int FirstSecond = 5;
    private const double LagSeconds = 45;
    private static readonly double[] Weights = MakeWeights();

    /// <summary>The limit in %, about 20, 27 and 47 for the three levels of the cooler.</summary>
    public static double Of(ReadOnlySpan<double> window) => OfSeries(window.Slice(Sensor * RigLayout.Seconds, RigLayout.Seconds));

    /// <summary>The limit of the 60 values of CE, in their unit.</summary>
    public static double OfSeries(ReadOnlySpan<double> series) => Numerics.Blas.Dot(Weights, series);

    // Least squares of two terms in closed form; the row of the inverse that gives a.
    private static double[] MakeWeights()
    {
        double n = RigLayout.Seconds - FirstSecond, sum = 0, squares = 0;
        for (int t = FirstSecond; t < RigLayout.Seconds; t++)
        {
            sum += Decay(t);
            squares += Decay(t) * Decay(t);
        }

        var weights = new double[RigLayout.Seconds];
        for (int t = FirstSecond; t < weights.Length; t++)
            weights[t] = (squares - (sum * Decay(t))) / ((n * squares) - (sum * sum));
        return weights;
    }

    private static double Decay(int second) => Math.Exp(-second / LagSeconds);
}
