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
        Alarms.Changed += RenderNow;
        Monitor.Link.Changed += RenderNow;
    }

    /// <summary>Stops following.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (throttle is not null) Plant.Changed -= throttle.Request;
        Alarms.Changed -= RenderNow;
        Monitor.Link.Changed -= RenderNow;
        throttle?.Dispose();
        clock?.Dispose();
    }

    private void RenderNow() => _ = InvokeAsync(StateHasChanged);
}
