using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Alarms;

/// <summary>Lists alarms such that no active one is ever missing from the first page.</summary>
internal sealed class AlarmList(AlarmStore store)
{
    public static readonly IReadOnlyList<string> States = ["active", "cleared", "unacknowledged", "all"];

    public async Task<IReadOnlyList<Alarm>> ListAsync(
        string state, SystemId? system, int limit, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        if (state == "cleared")
            return await store.QueryAsync(AlarmState.Cleared, system, limit, before, cancellationToken);
        IReadOnlyList<Alarm> active = before is null ? await store.ActiveAsync(system, cancellationToken) : [];
        if (state == "active")
            return before is null ? active : await store.QueryAsync(AlarmState.Active, system, limit, before, cancellationToken);
        // Unacknowledged ones are looked for among the newest page of rows: older ones have had a thousand successors.
        var page = await store.QueryAsync(null, system, state == "all" ? limit : AlarmStore.MaxPage, before, cancellationToken);
        var all = active.UnionBy(page, alarm => alarm.Id).Where(alarm => state == "all" || !alarm.Acknowledged);
        var sorted = all.OrderByDescending(alarm => alarm.RaisedAt).ThenByDescending(alarm => alarm.Id).ToList();
        var kept = 0;
        return [.. sorted.Where(alarm => kept++ < limit || alarm.State == AlarmState.Active)];
    }
}
