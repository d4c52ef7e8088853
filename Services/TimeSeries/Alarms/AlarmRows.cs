using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Columns of alarms and their transitions.</summary>
internal static class AlarmRows
{
    /// <summary>Of alarm a, as it stands.</summary>
    public const string Columns = "a.id, a.system_id, a.kind, a.source, a.condition, a.severity, a.state, a.acknowledged, a.raised_at, a.cleared_at, "
        + "a.acknowledged_at, a.acknowledged_by, a.value, a.limit_value, a.probability, a.message";

    /// <summary>Of alarm a as it stood after transition t, then the transition itself.</summary>
    public const string TransitionColumns = "a.id, a.system_id, a.kind, a.source, a.condition, a.severity, t.state, t.acknowledged, a.raised_at, "
        + "t.cleared_at, t.acknowledged_at, t.acknowledged_by, a.value, a.limit_value, a.probability, a.message, t.id, t.event, t.at";

    public static Alarm Map(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        new SystemId(row.GetString(1)),
        EnumText<AlarmKind>.Parse(row.GetString(2)),
        row.GetString(3),
        EnumText<AlarmCondition>.Parse(row.GetString(4)),
        EnumText<AlarmSeverity>.Parse(row.GetString(5)),
        EnumText<AlarmState>.Parse(row.GetString(6)),
        row.GetBoolean(7),
        row.Time(8),
        row.TimeOrNull(9),
        row.TimeOrNull(10),
        row.TextOrNull(11),
        row.GetDouble(12),
        row.DoubleOrNull(13),
        row.DoubleOrNull(14),
        row.GetString(15));

    public static AlarmTransition MapTransition(NpgsqlDataReader row) =>
        new(row.GetInt64(16), EnumText<AlarmEvent>.Parse(row.GetString(17)), row.Time(18), Map(row));
}
