namespace Faultline.Dashboard.Charts;

/// <summary>What charts.js needs to know of a sensor.</summary>
/// <param name="Name">Key and label.</param>
/// <param name="Title">For the legend.</param>
/// <param name="Unit">Sensors of one unit share an axis.</param>
/// <param name="Limits">Lines to draw.</param>
public sealed record ChartSensor(string Name, string Title, string Unit, IReadOnlyList<ChartLimit> Limits);
