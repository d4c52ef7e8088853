using Faultline.Contracts;

namespace Faultline.Dashboard.Api;

/// <summary>A rejected reading and what was decided about it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="SystemId">The system it came from.</param>
/// <param name="SensorName">The sensor as the source named it.</param>
/// <param name="SourceTime">Source time as received.</param>
/// <param name="ReceivedAt">When the collector had it.</param>
/// <param name="Value">Decoded value; null when there is none.</param>
/// <param name="Raw">The bytes as received, hexadecimal.</param>
/// <param name="Reason">Why it was rejected.</param>
/// <param name="Detail">One sentence with value and limit.</param>
/// <param name="State">held, replayed or discarded.</param>
/// <param name="DecidedBy">Who decided; null while it is held.</param>
public sealed record QuarantineItem(
    long Id, SystemId SystemId, string SensorName, DateTimeOffset SourceTime, DateTimeOffset ReceivedAt, double? Value, string Raw, QuarantineReason Reason,
    string Detail, string State, string? DecidedBy)
{
    /// <summary>Whether something can still be decided.</summary>
    public bool IsHeld => State == "held";
}
