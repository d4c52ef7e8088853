using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Adds up what the scorers counted of shadows.</summary>
public sealed class ShadowTallyStore(NpgsqlDataSource dataSource)
{
    private const string Add = """
        INSERT INTO shadow_tally AS t (component, active_model, shadow_model, windows, disagreements, distance, first_at, last_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (component, active_model, shadow_model) DO UPDATE SET windows = t.windows + excluded.windows,
            disagreements = t.disagreements + excluded.disagreements, distance = t.distance + excluded.distance,
            first_at = least(t.first_at, excluded.first_at), last_at = greatest(t.last_at, excluded.last_at)
        """;

    /// <summary>Adds counts to those that are there, all or none of them.</summary>
    public async Task AddAsync(IReadOnlyCollection<ShadowTally> tallies, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tallies);
        if (tallies.Count == 0)
            return;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        // In one order in every scorer: two of them that add at once must not lock each other's rows.
        foreach (var tally in tallies.OrderBy(tally => (tally.Component, tally.ActiveModel, tally.ShadowModel)))
            batch.Append(
                Add, EnumText<Component>.Of(tally.Component), tally.ActiveModel, tally.ShadowModel, tally.Windows, tally.Disagreements, tally.Distance,
                tally.FirstAt, tally.LastAt);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The counts of a pair of models for a component; null before the first.</summary>
    public Task<ShadowTally?> FindAsync(Component component, int activeModel, int shadowModel, CancellationToken cancellationToken = default) =>
        Sql.Command(
            dataSource,
            """
            SELECT windows, disagreements, distance, first_at, last_at FROM shadow_tally
            WHERE component = $1 AND active_model = $2 AND shadow_model = $3
            """,
            EnumText<Component>.Of(component), activeModel, shadowModel).FirstAsync(
            row => new ShadowTally(
                component, activeModel, shadowModel, row.GetInt64(0), row.GetInt64(1), row.GetDouble(2), row.Time(3), row.Time(4)),
            cancellationToken);
}
