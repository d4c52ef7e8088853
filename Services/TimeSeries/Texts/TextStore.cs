using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Texts that tags showed, each when it changed.</summary>
public sealed class TextStore(NpgsqlDataSource dataSource)
{
    /// <summary>Most texts of one page.</summary>
    public const int MaxPage = 1000;

    private const string Insert = """
        INSERT INTO tag_text (system_id, tag, time, text) SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) ON CONFLICT DO NOTHING
        """;

    /// <summary>Adds texts; one of the same tag and time that is there already is not added again.</summary>
    public async Task AddAsync(IReadOnlyList<TextReading> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count == 0)
            return;
        await Sql.Command(
            dataSource, Insert, texts.Select(text => text.SystemId.Value).ToArray(), texts.Select(text => text.Tag).ToArray(),
            texts.Select(text => text.Time.UtcDateTime).ToArray(), texts.Select(text => text.Text).ToArray()).ExecuteAsync(cancellationToken);
    }

    /// <summary>Texts of a tag, newest first.</summary>
    /// <param name="system">The tag's system.</param>
    /// <param name="tag">Its name.</param>
    /// <param name="limit">Most of them, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<TextReading>> ListAsync(SystemId system, string tag, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        return await Sql.Command(dataSource, "SELECT time, text FROM tag_text WHERE system_id = $1 AND tag = $2 ORDER BY time DESC LIMIT $3", system.Value, tag, limit)
            .ListAsync(row => new TextReading(system, tag, row.Time(0), row.GetString(1)), cancellationToken);
    }
}
