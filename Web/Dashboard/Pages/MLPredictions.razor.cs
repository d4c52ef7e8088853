using System.Globalization;
using Faultline.Contracts;
using Faultline.Dashboard.Api;
using Faultline.Dashboard.Charts;
using Faultline.Dashboard.Formatting;
using Faultline.Dashboard.Layout;
using Faultline.Dashboard.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Faultline.Dashboard.Pages;

/// <summary>What the model says of one system: now, and over time.</summary>
public sealed partial class MLPredictions : IAsyncDisposable
{
    /// <summary>Predictions asked for; one a second is more than the timeline can show.</summary>
    private const int MaxPoints = 600;

    private static readonly IReadOnlyList<ChartSpan> Spans = [.. ChartSpan.All.Where(span => span.Length >= TimeSpan.FromMinutes(15))];

    private readonly List<Prediction> history = [];
    private TimeSpan span = TimeSpan.FromMinutes(15);
    private DateTimeOffset drawnAt;
    private ElementReference element;
    private ConditionChart? chart;
    private string? shownSystem;
    private string? failure;

    /// <summary>System id from the address; the first one without it.</summary>
    [Parameter]
    public string? SystemName { get; set; }

    [Inject]
    private FaultlineApi Api { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Appearance Appearance { get; set; } = null!;

    private SystemView? System => Plant.Find(SystemName) ?? Plant.Systems.FirstOrDefault();

    private string About => System?.Prediction is not { } prediction
        ? "No prediction yet: the first comes after one full load cycle."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Window up to {Format.Time(prediction.WindowEnd, Now)}, {Format.Percent(prediction.Coverage)} of it measured; model {prediction.ModelVersion}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (chart is not null) await chart.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        Plant.PredictionArrived += OnPrediction;
        Appearance.Changed += OnAppearance;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Plant.PredictionArrived -= OnPrediction;
        Appearance.Changed -= OnAppearance;
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) chart = await ConditionChart.CreateAsync(Script, element);
        if (chart is null || System is not { } system || shownSystem == system.Info.Id.Value) return;
        shownSystem = system.Info.Id.Value;
        await LoadAsync();
    }

    private Alarm? AlarmOf(Component component) => System is not { } system ? null : Alarms.Active(system.Info.Id)
        .FirstOrDefault(alarm => alarm.Kind == AlarmKind.PredictedFault && alarm.Source == Format.NameOf(component));

    private static string AboutUnknown(Anomaly anomaly) =>
        (anomaly.IsBetweenLevels
            ? "Unknown condition: a component stands between or beyond its known levels; below are the nearest ones."
            : "Unknown condition: unlike any that the model knows; the levels below are only the nearest ones.")
        + (anomaly.Sensors.Count == 0 ? "" : $" Deviating: {string.Join(", ", anomaly.Sensors.Select(sensor => sensor.Sensor))}.");

    private Task ShowSpanAsync(TimeSpan chosen)
    {
        span = chosen;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (System is not { } system) return;
        failure = null;
        try
        {
            var stored = await Api.PredictionsAsync(system.Info.Id, PredictionSource.Live, Now - span, Now, MaxPoints, CancellationToken.None);
            history.Clear();
            history.AddRange(stored.Where(prediction => prediction.Source == PredictionSource.Live).OrderBy(prediction => prediction.WindowEnd));
        }
        catch (ApiException exception)
        {
            failure = exception.Message;
        }
        await DrawAsync();
        StateHasChanged();
    }

    // A point each MaxPoints-th of the span is as fine as what was loaded; redrawing more often shows nothing.
    private void OnPrediction(Prediction prediction)
    {
        if (prediction.SystemId != System?.Info.Id || Now - drawnAt < span / MaxPoints) return;
        history.Add(prediction);
        history.RemoveAll(old => old.WindowEnd < Now - span);
        _ = InvokeAsync(DrawAsync);
    }

    private async Task DrawAsync()
    {
        drawnAt = Now;
        if (chart is not null) await chart.SetHistoryAsync(history, Now - span, Now);
    }

    private void OnAppearance() => _ = chart?.RestyleAsync().AsTask();
}
