namespace Faultline.Dashboard.Api;

/// <summary>A sensor as the API lists it.</summary>
/// <param name="Id">Its text id, such as hydraulic-2.PS1.</param>
/// <param name="Name">Short name within its system.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">Unit of its values.</param>
/// <param name="Limits">Alarm limits; null when it has none.</param>
public sealed record SensorInfo(string Id, string Name, string Title, string Unit, SensorLimits? Limits);
