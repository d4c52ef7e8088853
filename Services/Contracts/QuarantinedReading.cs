namespace Faultline.Contracts;

/// <summary>A rejected reading with what is needed to understand and replay it.</summary>
/// <param name="SystemId">The system it came from.</param>
/// <param name="SensorName">The sensor's name as the source gave it.</param>
/// <param name="SourceTime">The source timestamp as received, UTC.</param>
/// <param name="ReceivedAt">When the collector had it, UTC.</param>
/// <param name="Value">The decoded value; null when not finite or not decodable.</param>
/// <param name="Raw">The bytes as received, hexadecimal.</param>
/// <param name="Reason">Why it was rejected.</param>
/// <param name="Detail">One sentence with value and limit.</param>
public sealed record QuarantinedReading(
    SystemId SystemId,
    string SensorName,
    DateTimeOffset SourceTime,
    DateTimeOffset ReceivedAt,
    double? Value,
    string Raw,
    QuarantineReason Reason,
    string Detail)
{
    /// <summary>The rule and its limit, such as <c>physical_maximum 400 bar</c>; empty where the reason says all.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The server's time as received, UTC; null where the protocol has none.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>What the server said besides (<see cref="Quality.Info"/>). Its quality was good: what is not is kept and not judged.</summary>
    public ushort StatusInfo { get; init; }
}
