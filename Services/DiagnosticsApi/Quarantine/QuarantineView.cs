using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Quarantine;

/// <summary>A rejected reading.</summary>
/// <param name="Id">Its number, rising; give the last one as <c>before_id</c> for the next page.</param>
/// <param name="SystemId">The system it came from.</param>
/// <param name="SensorName">The sensor as the source named it.</param>
/// <param name="SourceTime">Source time as received, UTC.</param>
/// <param name="ReceivedAt">When the collector had it, UTC.</param>
/// <param name="Value">Decoded value; null when not finite or not decodable.</param>
/// <param name="Raw">The bytes as received, hexadecimal.</param>
/// <param name="Reason">Why it was rejected.</param>
/// <param name="Detail">One sentence with value and limit.</param>
/// <param name="Rule">The rule and its limit.</param>
/// <param name="State">held, replayed or discarded.</param>
/// <param name="DecidedAt">When that was decided; null while it is held.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="ServerTime">The OPC UA server's time as received, UTC; null for other protocols.</param>
public sealed record QuarantineView(
    long Id, SystemId SystemId, string SensorName, DateTimeOffset SourceTime, DateTimeOffset ReceivedAt, double? Value, string Raw,
    QuarantineReason Reason, string Detail, string Rule, QuarantineState State, DateTimeOffset? DecidedAt, string? DecidedBy, DateTimeOffset? ServerTime)
{
    internal static QuarantineView Of(QuarantineEntry entry)
    {
        var reading = entry.Reading;
        return new QuarantineView(
            entry.Id, reading.SystemId, reading.SensorName, reading.SourceTime, reading.ReceivedAt, reading.Value, reading.Raw, reading.Reason, reading.Detail,
            reading.Rule, entry.State, entry.DecidedAt, entry.DecidedBy, reading.ServerTime);
    }
}
