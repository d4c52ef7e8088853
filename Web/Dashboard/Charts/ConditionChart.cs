using Faultline.Contracts;
using Faultline.Dashboard.Formatting;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Faultline.Dashboard.Charts;

/// <summary>The timeline of predicted conditions (charts.js) on one element.</summary>
public sealed class ConditionChart : IAsyncDisposable
{
    private readonly IJSObjectReference module;
    private readonly IJSObjectReference chart;

    private ConditionChart(IJSObjectReference module, IJSObjectReference chart) => (this.module, this.chart) = (module, chart);

    /// <summary>Prepares the element.</summary>
    public static async Task<ConditionChart> CreateAsync(IJSRuntime script, ElementReference element)
    {
        ArgumentNullException.ThrowIfNull(script);
        var module = await script.InvokeAsync<IJSObjectReference>("import", "./js/charts.js");
        return new ConditionChart(module, await module.InvokeAsync<IJSObjectReference>("createConditionChart", element));
    }

    /// <summary>Draws predictions, oldest first.</summary>
    public ValueTask SetHistoryAsync(IReadOnlyList<Prediction> predictions, DateTimeOffset from, DateTimeOffset to)
    {
        var components = ComponentClasses.All.Select(component => new
        {
            Title = Format.TitleOf(component),
            Levels = ComponentClasses.Of(component).Select(level => Format.Condition(component, level)).ToArray(),
            Points = predictions.Select(prediction => PointOf(prediction, component)).OfType<double[]>().ToArray(),
        });
        return chart.InvokeVoidAsync("setHistory", components.ToArray(), ChartData.Milliseconds(from), ChartData.Milliseconds(to));
    }

    /// <summary>Draws again in the colours of the page.</summary>
    public ValueTask RestyleAsync() => chart.InvokeVoidAsync("restyle");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await chart.InvokeVoidAsync("dispose");
        await chart.DisposeAsync();
        await module.DisposeAsync();
    }

    // Time, index of the level (0 healthy) and its probability.
    private static double[]? PointOf(Prediction prediction, Component component)
    {
        var entry = prediction.Components.FirstOrDefault(candidate => candidate.Component == component);
        if (entry is null) return null;
        var level = ComponentClasses.Of(component).ToList().IndexOf(entry.Condition);
        return [ChartData.Milliseconds(prediction.WindowEnd), level, entry.Probability];
    }
}
