using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Systems;

/// <summary>The registered systems, remembered for <see cref="Lifetime"/>: they change when a collector is configured anew, not with each request.</summary>
internal sealed class PlantDirectory(SystemRegistry registry, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    // An object, replaced as a whole: a reader on another thread sees the old list or the new one.
    private volatile Known? known;

    public async Task<IReadOnlyList<SystemDefinition>> ListAsync(CancellationToken cancellationToken)
    {
        // As old as the question: the answer may take its time.
        var asked = clock.GetUtcNow();
        if (known is { } recent && asked - recent.At < Lifetime)
            return recent.Systems;
        var systems = await registry.ListAsync(cancellationToken);
        known = new Known(asked, systems);
        return systems;
    }

    public async Task<SystemDefinition?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(system => system.Id.Value == id);

    /// <summary>Finds a sensor by its text id (hydraulic-2.PS1) or its number (8193).</summary>
    public async Task<(SystemDefinition System, SensorDefinition Sensor)?> FindSensorAsync(string id, CancellationToken cancellationToken)
    {
        var isNumber = int.TryParse(id, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number);
        foreach (var system in await ListAsync(cancellationToken))
        {
            foreach (var sensor in system.Sensors)
            {
                if (isNumber ? system.IdOf(sensor).Value == number : TextId(system, sensor) == id)
                    return (system, sensor);
            }
        }
        return null;
    }

    public static string TextId(SystemDefinition system, SensorDefinition sensor) => $"{system.Id}.{sensor.Name}";

    private sealed record Known(DateTimeOffset At, IReadOnlyList<SystemDefinition> Systems);
}
