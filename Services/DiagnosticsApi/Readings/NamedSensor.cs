using Faultline.Contracts;
using Faultline.DiagnosticsApi.Systems;
using Faultline.ServiceDefaults;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>A sensor of a request.</summary>
internal sealed record NamedSensor(SystemDefinition System, SensorDefinition Sensor)
{
    /// <summary>Most sensors of one request.</summary>
    public const int Most = 100;

    public SensorId Id => System.IdOf(Sensor);

    public string TextId => PlantDirectory.TextId(System, Sensor);

    /// <summary>Takes the parameter sensors: text ids or numbers joined by commas.</summary>
    public static async Task<IReadOnlyList<NamedSensor>> ParseAsync(
        string? sensors, PlantDirectory plant, RequestFaults faults, CancellationToken cancellationToken)
    {
        var ids = (sensors ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
        if (ids.Length is 0 or > Most)
        {
            faults.Add("sensors", $"{ids.Length} sensors are named; 1 to {Most} are allowed, joined by commas.");
            return [];
        }
        List<NamedSensor> named = new(ids.Length);
        foreach (var id in ids)
        {
            if (await plant.FindSensorAsync(id, cancellationToken) is var (system, sensor))
                named.Add(new NamedSensor(system, sensor));
            else
                faults.Add("sensors", $"There is no sensor '{id}'.");
        }
        return named;
    }
}
