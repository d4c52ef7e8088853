using Faultline.Dashboard.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Faultline.Dashboard.Charts;

/// <summary>The chart of sensors (charts.js) on one element.</summary>
public sealed class SensorChart : IAsyncDisposable
{
    private readonly IJSObjectReference module;
    private readonly IJSObjectReference chart;
    private readonly DotNetObjectReference<RangeCallback> callback;

    private SensorChart(IJSObjectReference module, IJSObjectReference chart, DotNetObjectReference<RangeCallback> callback) =>
        (this.module, this.chart, this.callback) = (module, chart, callback);

    /// <summary>Draws an empty chart.</summary>
    /// <param name="script">The browser.</param>
    /// <param name="element">Where.</param>
    /// <param name="onRange">Called when the user has zoomed or panned, with what is visible now.</param>
    public static async Task<SensorChart> CreateAsync(IJSRuntime script, ElementReference element, Func<DateTimeOffset, DateTimeOffset, Task> onRange)
    {
        ArgumentNullException.ThrowIfNull(script);
        var module = await script.InvokeAsync<IJSObjectReference>("import", "./js/charts.js");
        var callback = DotNetObjectReference.Create(new RangeCallback(onRange));
        return new SensorChart(module, await module.InvokeAsync<IJSObjectReference>("createSensorChart", element, callback), callback);
    }

    /// <summary>Lays out an axis for each unit, empties all series.</summary>
    public ValueTask SetSensorsAsync(IReadOnlyList<ChartSensor> sensors, bool showLimits) => chart.InvokeVoidAsync("setSensors", sensors, showLimits);

    /// <summary>Says what is loaded and what of it is visible; <paramref name="follow"/> moves on with new values.</summary>
    public ValueTask SetRangeAsync(DateTimeOffset loadedFrom, DateTimeOffset loadedTo, DateTimeOffset from, DateTimeOffset to, bool follow) => chart.InvokeVoidAsync(
        "setRange",
        ChartData.Milliseconds(loadedFrom), ChartData.Milliseconds(loadedTo), ChartData.Milliseconds(from), ChartData.Milliseconds(to), follow);

    /// <summary>Replaces a sensor's data.</summary>
    public ValueTask SetDataAsync(string sensor, ChartData data) => chart.InvokeVoidAsync("setData", sensor, data);

    /// <summary>Appends live values.</summary>
    public ValueTask PushAsync(IReadOnlyDictionary<string, LiveValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var points = values.ToDictionary(
            entry => entry.Key,
            entry => new object[] { ChartData.Milliseconds(entry.Value.Time), entry.Value.Value, entry.Value.Quality == Contracts.QualityClass.Good });
        return chart.InvokeVoidAsync("push", points);
    }

    /// <summary>Draws again in the colours of the page.</summary>
    public ValueTask RestyleAsync() => chart.InvokeVoidAsync("restyle");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await chart.InvokeVoidAsync("dispose");
        await chart.DisposeAsync();
        await module.DisposeAsync();
        callback.Dispose();
    }
}
