using Faultline.Contracts;

namespace Faultline.Dashboard.Live;

/// <summary>One connection to the live hub, without any retry: <see cref="LiveLink"/> decides when to try.</summary>
public interface ILiveHub
{
    /// <summary>How a system stands; comes once for each at the beginning, before any step that is not in it.</summary>
    event Action<LiveSnapshot>? Snapshot;

    /// <summary>Values of one system, at most ten a second.</summary>
    event Action<LiveReadings>? Readings;

    /// <summary>A step of an alarm.</summary>
    event Action<AlarmTransition>? Alarm;

    /// <summary>A scored window.</summary>
    event Action<Prediction>? Prediction;

    /// <summary>Connects, subscribes to every system, and returns a task that completes when the connection ends.</summary>
    Task<Task> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Ends the connection.</summary>
    Task CloseAsync();
}
