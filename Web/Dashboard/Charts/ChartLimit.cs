namespace Faultline.Dashboard.Charts;

/// <summary>An alarm limit as a line.</summary>
/// <param name="Name">high-high, high, low or low-low.</param>
/// <param name="Value">In the sensor's unit.</param>
/// <param name="Urgent">Whether crossing it is urgent.</param>
public sealed record ChartLimit(string Name, double Value, bool Urgent);
