using Faultline.Contracts;
using Faultline.DiagnosticsApi.Live;

namespace Faultline.DiagnosticsApi.Systems;

/// <summary>A sensor: what it measures, its limits and its newest value.</summary>
/// <param name="Id">Text id, such as hydraulic-2.PS1.</param>
/// <param name="Key">The number that stands for it in the tables.</param>
/// <param name="SystemId">Its system.</param>
/// <param name="Name">Short name within its system.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">Unit of its values.</param>
/// <param name="SampleIntervalMs">How often it is read, in milliseconds.</param>
/// <param name="PhysicalMinimum">Lowest value it can show.</param>
/// <param name="PhysicalMaximum">Highest value it can show.</param>
/// <param name="Limits">Alarm limits.</param>
/// <param name="Latest">Newest value; null before the first.</param>
public sealed record SensorView(
    string Id, int Key, SystemId SystemId, string Name, string Title, string Unit, double SampleIntervalMs, double PhysicalMinimum,
    double PhysicalMaximum, LimitsView Limits, LiveValue? Latest)
{
    internal static SensorView Of(SystemDefinition system, SensorDefinition sensor, LiveValue? latest) => new(
        PlantDirectory.TextId(system, sensor), system.IdOf(sensor).Value, system.Id, sensor.Name, sensor.Title, sensor.Unit,
        sensor.SampleInterval.TotalMilliseconds, sensor.PhysicalMinimum, sensor.PhysicalMaximum, LimitsView.Of(sensor.Limits), latest);
}
