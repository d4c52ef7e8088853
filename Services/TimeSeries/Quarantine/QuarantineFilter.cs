using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>Which rejected readings to list; a null part lets all through.</summary>
/// <param name="System">Of this system.</param>
/// <param name="SensorName">Of this sensor, as the source named it.</param>
/// <param name="Reason">Rejected for this reason.</param>
/// <param name="From">Received at or after this.</param>
/// <param name="To">Received before this.</param>
/// <param name="BeforeId">Only with a smaller id: the last of the former page.</param>
public sealed record QuarantineFilter(
    SystemId? System = null,
    string? SensorName = null,
    QuarantineReason? Reason = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    long? BeforeId = null)
{
    /// <summary>Only those of which this was decided; null for all.</summary>
    public QuarantineState? State { get; init; }
}
