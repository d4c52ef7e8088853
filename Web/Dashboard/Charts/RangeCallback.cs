using Microsoft.JSInterop;

namespace Faultline.Dashboard.Charts;

/// <summary>What charts.js calls when the visible range has changed by zooming or panning.</summary>
public sealed class RangeCallback(Func<DateTimeOffset, DateTimeOffset, Task> onRange)
{
    /// <summary>Called from script with milliseconds since 1970.</summary>
    [JSInvokable]
    public Task RangeChanged(double from, double to) => onRange(ChartData.Time(from), ChartData.Time(to));
}
