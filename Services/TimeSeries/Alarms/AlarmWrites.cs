using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>The statements of one alarm transition. Each changes nothing when it was done before.</summary>
internal static class AlarmWrites
{
    // Transition ids must become visible in their order, or a reader that asks for "id > last seen" would miss one that commits late.
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtext('alarm_transition'))";

    private const string Raise = """
        INSERT INTO alarm (id, system_id, kind, source, condition, severity, state, acknowledged, raised_at, value, limit_value, probability, message)
        VALUES ($1, $2, $3, $4, $5, $6, 'active', false, $7, $8, $9::double precision, $10::double precision, $11)
        ON CONFLICT (id) DO NOTHING
        """;

    private const string Clear = "UPDATE alarm SET state = 'cleared', cleared_at = $2 WHERE id = $1 AND state = 'active'";

    private const string Acknowledge = """
        UPDATE alarm SET acknowledged = true, acknowledged_at = $2, acknowledged_by = $3 WHERE id = $1 AND NOT acknowledged
        """;

    private const string Note = """
        INSERT INTO alarm_transition (alarm_id, event, at, state, acknowledged, cleared_at, acknowledged_at, acknowledged_by)
        SELECT a.id, $2, $3, a.state, a.acknowledged, a.cleared_at, a.acknowledged_at, a.acknowledged_by
        FROM alarm a
        WHERE a.id = $1 AND NOT EXISTS (SELECT 1 FROM alarm_transition t WHERE t.alarm_id = $1 AND t.event = $2)
        """;

    private const string Select = $"""
        SELECT {AlarmRows.TransitionColumns} FROM alarm_transition t JOIN alarm a ON a.id = t.alarm_id WHERE t.alarm_id = $1 AND t.event = $2
        """;

    public static void AppendLock(NpgsqlBatch statements) => statements.Append(Lock);

    public static void Append(NpgsqlBatch statements, AlarmTransition transition)
    {
        var alarm = transition.Alarm;
        switch (transition.Event)
        {
            case AlarmEvent.Raised:
                statements.Append(
                    Raise, alarm.Id, alarm.SystemId.Value, EnumText<AlarmKind>.Of(alarm.Kind), alarm.Source, EnumText<AlarmCondition>.Of(alarm.Condition),
                    EnumText<AlarmSeverity>.Of(alarm.Severity), alarm.RaisedAt, alarm.Value, alarm.Limit, alarm.Probability, alarm.Message);
                break;
            case AlarmEvent.Cleared:
                statements.Append(Clear, alarm.Id, transition.At);
                break;
            case AlarmEvent.Acknowledged:
                AppendAcknowledge(statements, alarm.Id, alarm.AcknowledgedBy ?? "", transition.At);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(transition), transition.Event, "No such event.");
        }
        AppendNote(statements, alarm.Id, transition.Event, transition.At);
    }

    public static void AppendAcknowledge(NpgsqlBatch statements, Guid id, string userName, DateTimeOffset at) =>
        statements.Append(Acknowledge, id, at, userName);

    public static void AppendNote(NpgsqlBatch statements, Guid id, AlarmEvent what, DateTimeOffset at)
    {
        var name = EnumText<AlarmEvent>.Of(what);
        statements.Append(Note, id, name, at);
        statements.Append(Select, id, name);
    }
}
