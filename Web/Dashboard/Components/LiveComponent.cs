using Faultline.Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Faultline.Dashboard.Components;

/// <summary>
/// A component that shows live state. Alarms and the state of the connection render it at once, values at most ten times a second.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private RenderThrottle? throttle;
    private ITimer? clock;
    private ITimer? refresh;

    /// <summary>Systems and their values.</summary>
    [Inject]
    protected PlantState Plant { get; set; } = null!;

    /// <summary>Alarms.</summary>
    [Inject]
    protected AlarmBook Alarms { get; set; } = null!;

    /// <summary>The live connection.</summary>
    [Inject]
    protected LineMonitor Monitor { get; set; } = null!;

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    /// <summary>This moment, UTC.</summary>
    protected DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Whether new values render it; default true.</summary>
    protected virtual bool FollowsValues => true;

    /// <summary>Whether it shows ages and renders each second; default false.</summary>
    protected virtual bool FollowsClock => false;

    /// <summary>How often <see cref="RefreshAsync"/> is called; default never.</summary>
    protected virtual TimeSpan? RefreshInterval => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        throttle = new RenderThrottle(Clock, () => InvokeAsync(StateHasChanged));
        if (FollowsValues) Plant.Changed += throttle.Request;
        if (FollowsClock) clock = Clock.CreateTimer(_ => throttle.Request(), null, Second, Second);
        if (RefreshInterval is { } every) refresh = Clock.CreateTimer(_ => _ = InvokeAsync(RefreshAndRenderAsync), null, every, every);
        Alarms.Changed += RenderNow;
        Monitor.Link.Changed += RenderNow;
    }

    /// <summary>Asks anew for what the hub does not tell.</summary>
    protected virtual Task RefreshAsync() => Task.CompletedTask;

    /// <summary>Stops following.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (throttle is not null) Plant.Changed -= throttle.Request;
        Alarms.Changed -= RenderNow;
        Monitor.Link.Changed -= RenderNow;
        throttle?.Dispose();
        clock?.Dispose();
        refresh?.Dispose();
    }

    private async Task RefreshAndRenderAsync()
    {
        await RefreshAsync();
        StateHasChanged();
    }

    private void RenderNow() => _ = InvokeAsync(StateHasChanged);
}
