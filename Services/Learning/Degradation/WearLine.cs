namespace Faultline.Learning.Degradation;

/// <summary>A straight line through wear over time, with the standard errors of its slope and of its height.</summary>
internal readonly record struct WearLine(double MeanDays, double MeanWear, double Slope, double SlopeError, double MeanError)
{
    public static WearLine Fit(int count, Func<int, (double Days, double Wear)> point)
    {
        double days = 0, wear = 0, squares = 0, products = 0;
        for (int i = 0; i < count; i++)
        {
            days += point(i).Days / count;
            wear += point(i).Wear / count;
        }

        for (int i = 0; i < count; i++)
        {
            double d = point(i).Days - days;
            squares += d * d;
            products += d * (point(i).Wear - wear);
        }

        double slope = products / squares, errors = 0, neighbours = 0, previous = 0;
        for (int i = 0; i < count; i++)
        {
            double residual = point(i).Wear - wear - (slope * (point(i).Days - days));
            errors += residual * residual;
            neighbours += i > 0 ? residual * previous : 0;
            previous = residual;
        }

        double correlation = errors > 0 ? Math.Clamp(neighbours / errors, 0, 0.99) : 0;
        double effective = Math.Max(3, count * (1 - correlation) / (1 + correlation));
        double variance = errors / count * effective / (effective - 2);
        return new WearLine(days, wear, slope, Math.Sqrt(variance / squares * count / effective), Math.Sqrt(variance / effective));
    }

    public double At(double days) => MeanWear + (Slope * (days - MeanDays));

    public double ErrorAt(double days) => Math.Sqrt((MeanError * MeanError) + (SlopeError * SlopeError * (days - MeanDays) * (days - MeanDays)));
}
