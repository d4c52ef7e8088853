using System.Globalization;
using System.Text;
using Faultline.Dashboard.Live;

namespace Faultline.Dashboard.Components;

/// <summary>Points of a sparkline in SVG coordinates.</summary>
public static class SparklinePath
{
    /// <summary>Scales time to the width and values to the height, with a margin; a constant becomes a line in the middle.</summary>
    public static string Points(Trace trace, double width, double height)
    {
        ArgumentNullException.ThrowIfNull(trace);
        if (trace.Count < 2) return "";
        var (minimum, maximum) = Range(trace);
        var start = trace[0].Time;
        var seconds = Math.Max(1, (trace[trace.Count - 1].Time - start).TotalSeconds);
        var text = new StringBuilder(trace.Count * 11);
        for (var i = 0; i < trace.Count; i++)
        {
            var (time, value) = trace[i];
            var x = width * (time - start).TotalSeconds / seconds;
            var y = height - 2 - ((height - 4) * (value - minimum) / (maximum - minimum));
            text.Append(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#} ");
        }
        return text.ToString();
    }

    private static (double Minimum, double Maximum) Range(Trace trace)
    {
        var (minimum, maximum) = (double.MaxValue, double.MinValue);
        for (var i = 0; i < trace.Count; i++)
        {
            minimum = Math.Min(minimum, trace[i].Value);
            maximum = Math.Max(maximum, trace[i].Value);
        }
        // Noise below half a percent of the value should look like the flat line it is.
        var least = Math.Max(Math.Abs(maximum) * 0.005, 1e-6);
        var widen = Math.Max(0, (least - (maximum - minimum)) / 2);
        return (minimum - widen, maximum + widen);
    }
}
