using Faultline.Contracts;
using Faultline.Dashboard.Api;
using Faultline.Dashboard.Charts;
using Faultline.Dashboard.Formatting;
using Faultline.Dashboard.Layout;
using Faultline.Dashboard.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Faultline.Dashboard.Pages;

/// <summary>Live values of one system's sensors with the history behind them.</summary>
public sealed partial class SensorCharts : IAsyncDisposable
{
    /// <summary>Points asked for per sensor: about one a pixel of a wide screen.</summary>
    private const int MaxPoints = 1500;

    /// <summary>Most sensors at once: more lines cannot be told apart.</summary>
    private const int MaxSensors = 6;

    private readonly List<string> chosen = [];
    private CancellationTokenSource loading = new();
    private ChartWindow window = new(default, default, true);
    private TimeSpan span = TimeSpan.FromMinutes(5);
    private DateTimeOffset loadedAt;
    private ElementReference element;
    private SensorChart? chart;
    private string? shownSystem;
    private string? note;
    private string? failure;
    private bool showLimits = true;

    /// <summary>System id from the address; the first one without it.</summary>
    [Parameter]
    public string? SystemName { get; set; }

    /// <summary>Sensor name from the address.</summary>
    [Parameter]
    public string? SensorName { get; set; }

    [Inject]
    private FaultlineApi Api { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Appearance Appearance { get; set; } = null!;

    private SystemView? System => Plant.Find(SystemName) ?? Plant.Systems.FirstOrDefault();

    private string ChartLabel => $"{string.Join(", ", chosen)} of {System?.Info.Name} from {Format.Time(window.From, default)} to {Format.Time(window.To, default)}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        await loading.CancelAsync();
        loading.Dispose();
        if (chart is not null) await chart.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        Plant.ReadingsArrived += OnReadings;
        Appearance.Changed += OnAppearance;
        Monitor.Link.Changed += OnLink;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Plant.ReadingsArrived -= OnReadings;
        Appearance.Changed -= OnAppearance;
        Monitor.Link.Changed -= OnLink;
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) chart = await SensorChart.CreateAsync(Script, element, (from, to) => ShowAsync(new ChartWindow(from, to, false)));
        var address = $"{System?.Info.Id.Value}/{SensorName}";
        if (chart is null || System is not { Sensors.Count: > 0 } || shownSystem == address) return;
        shownSystem = address;
        chosen.Clear();
        chosen.Add(System.SensorNamed(SensorName ?? "")?.Name ?? System.Sensors[0].Name);
        window = ChartWindow.Live(span, Now);
        await ShowSensorsAsync();
    }

    private bool IsChosen(ChartSpan candidate) => window.Follow && span == candidate.Length;

    private void ChooseSystem(ChangeEventArgs args) => Navigation.NavigateTo($"charts/{args.Value}/{(chosen.Count > 0 ? chosen[0] : "")}");

    private Task ShowSpanAsync(ChartSpan chosenSpan)
    {
        span = chosenSpan.Length;
        return FollowAsync();
    }

    private Task FollowAsync() => ShowAsync(ChartWindow.Live(span, Now));

    private Task ToggleLimitsAsync()
    {
        showLimits = !showLimits;
        return ShowSensorsAsync();
    }

    private Task ToggleSensorAsync(string name)
    {
        if (!chosen.Remove(name))
        {
            if (chosen.Count == MaxSensors) chosen.RemoveAt(0);
            chosen.Add(name);
        }
        return ShowSensorsAsync();
    }

    private async Task ShowSensorsAsync()
    {
        if (chart is null || System is not { } system) return;
        var sensors = chosen.Select(system.SensorNamed).OfType<SensorInfo>().Select(sensor => new ChartSensor(
            sensor.Name, sensor.Title, sensor.Unit, [.. (sensor.Limits?.Lines() ?? []).Select(line => new ChartLimit(line.Name, line.Value, line.Urgent))]));
        await chart.SetSensorsAsync([.. sensors], showLimits);
        await ShowAsync(window.Follow ? ChartWindow.Live(span, Now) : window);
    }

    private async Task ShowAsync(ChartWindow wanted)
    {
        if (chart is null || System is not { } system) return;
        await loading.CancelAsync();
        loading.Dispose();
        loading = new CancellationTokenSource();
        var cancellation = loading.Token;
        (window, loadedAt, failure) = (wanted, Now, null);
        var (from, to) = wanted.Load(Now);
        await chart.SetRangeAsync(from, to, wanted.From, wanted.To, wanted.Follow);
        try
        {
            var resolutions = await Task.WhenAll(chosen.Select(name => LoadAsync(system, name, from, to, cancellation)));
            if (cancellation.IsCancellationRequested) return;
            note = resolutions.Length == 0 ? "Choose a sensor." : Describe(resolutions.Distinct());
        }
        catch (OperationCanceledException)
        {
            return; // A newer range is being loaded.
        }
        catch (ApiException exception)
        {
            failure = exception.Message;
        }
        StateHasChanged();
    }

    private async Task<string> LoadAsync(SystemView system, string name, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        if (system.SensorNamed(name) is not { } sensor) return "";
        var series = await Api.ReadingsAsync(sensor.Id, from, to, MaxPoints, cancellation);
        cancellation.ThrowIfCancellationRequested();
        await chart!.SetDataAsync(name, ChartData.From(series));
        return series.Points.Count == 0 ? $"no readings of {name}" : Format.Resolution(series.BucketSeconds);
    }

    private string Describe(IEnumerable<string> resolutions)
    {
        var live = window.Follow && span <= ChartSpan.LongestLive ? ", followed live" : "";
        return $"{Format.Time(window.From, Now)} to {Format.Time(window.To, Now)}: {string.Join(", ", resolutions)}{live}";
    }

    private void OnReadings(LiveReadings readings)
    {
        if (chart is null || !window.Follow || readings.SystemId != System?.Info.Id) return;
        if (span <= ChartSpan.LongestLive)
            _ = chart.PushAsync(readings.Values.Where(entry => chosen.Contains(entry.Key)).ToDictionary()).AsTask();
        else if (Now - loadedAt > TimeSpan.FromSeconds(Math.Max(10, span.TotalSeconds / MaxPoints)))
            _ = InvokeAsync(FollowAsync);
    }

    private void OnAppearance() => _ = chart?.RestyleAsync().AsTask();

    // What came while the connection was down is in the database.
    private void OnLink()
    {
        if (Monitor.Link.State == LinkState.Connected && window.Follow && shownSystem is not null) _ = InvokeAsync(FollowAsync);
    }
}
