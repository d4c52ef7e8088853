namespace Faultline.Learning.Windows;

/// <summary>Bridges gaps (not finite values) in a series on a circle.</summary>
internal static class GapBridge
{
    /// <summary>Fills gaps in place by straight lines between their neighbours; returns how many values were measured.</summary>
    public static int Fill(Span<double> series)
    {
        int first = -1, measured = 0;
        for (int i = 0; i < series.Length; i++)
        {
            if (double.IsFinite(series[i]))
            {
                measured++;
                first = first < 0 ? i : first;
            }
        }

        if (measured == 0 || measured == series.Length)
            return measured;
        int left = first;
        for (int step = 1; step <= series.Length; step++)
        {
            int right = (first + step) % series.Length;
            if (!double.IsFinite(series[right]))
                continue;
            int gap = first + step - left;
            for (int k = 1; k < gap; k++)
                series[(left + k) % series.Length] = series[left % series.Length] + ((series[right] - series[left % series.Length]) * k / gap);
            left = first + step;
        }

        return measured;
    }
}
