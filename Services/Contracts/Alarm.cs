namespace Faultline.Contracts;

/// <summary>An alarm as it stands: one occurrence from being raised to being cleared.</summary>
/// <param name="Id">Identifier of the occurrence (UUID version 7).</param>
/// <param name="SystemId">The system concerned.</param>
/// <param name="Kind">Limit or predicted fault.</param>
/// <param name="Source">What it is about: a sensor's name (PS1) or a component's (pump).</param>
/// <param name="Condition">Which rule: high_high, high, low, low_low or fault.</param>
/// <param name="Severity">How urgent it is.</param>
/// <param name="State">Active or cleared.</param>
/// <param name="Acknowledged">Whether an operator has acknowledged it.</param>
/// <param name="RaisedAt">Source time of the reading or window that raised it, UTC.</param>
/// <param name="ClearedAt">Source time of the reading or window that cleared it; null while active.</param>
/// <param name="AcknowledgedAt">When it was acknowledged.</param>
/// <param name="AcknowledgedBy">User name of who acknowledged it.</param>
/// <param name="Value">The value that raised it: in the sensor's unit, or the predicted condition.</param>
/// <param name="Limit">The limit crossed; null for a predicted fault.</param>
/// <param name="Probability">Probability of the predicted fault, 0 to 1; null for a limit.</param>
/// <param name="Message">One sentence for the operator.</param>
public sealed record Alarm(
    Guid Id,
    SystemId SystemId,
    AlarmKind Kind,
    string Source,
    AlarmCondition Condition,
    AlarmSeverity Severity,
    AlarmState State,
    bool Acknowledged,
    DateTimeOffset RaisedAt,
    DateTimeOffset? ClearedAt,
    DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedBy,
    double Value,
    double? Limit,
    double? Probability,
    string Message);
