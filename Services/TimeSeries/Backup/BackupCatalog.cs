using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// The tables of a database that a backup keeps: all but what the database notes about itself (migrations, depth, retention) and the leases, which end with the
/// processes that hold them. In an order in which no row comes before one that it refers to.
/// </summary>
internal static class BackupCatalog
{
    private const string Tables = """
        SELECT c.relname::text, array_agg(a.attname::text ORDER BY a.attnum)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
          AND (c.relkind IN ('r', 'p') OR (c.relkind = 'v' AND c.relname IN ('reading_1m', 'reading_1h')))
          AND c.relname NOT IN ('schemaversions', 'storage_depth', 'retention', 'shard_lease')
          AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
        GROUP BY c.relname ORDER BY c.relname
        """;

    private const string References = """
        SELECT f.conrelid::regclass::text, f.confrelid::regclass::text FROM pg_constraint f
        WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND f.conrelid <> f.confrelid
        """;

    public static async Task<IReadOnlyList<BackupTable>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var tables = await Sql.Command(connection, Tables)
            .ListAsync(row => new BackupTable(row.GetString(0), row.GetFieldValue<string[]>(1)), cancellationToken);
        var references = (await Sql.Command(connection, References).ListAsync(row => (From: row.GetString(0), To: row.GetString(1)), cancellationToken))
            .ToLookup(reference => reference.From, reference => reference.To);
        List<BackupTable> ordered = new(tables.Count);
        HashSet<string> visited = [];
        foreach (var table in tables)
            Visit(table);
        return ordered;

        void Visit(BackupTable table)
        {
            if (!visited.Add(table.Name))
                return;
            foreach (var name in references[table.Name])
            {
                if (tables.Find(other => other.Name == name) is { } referred)
                    Visit(referred);
            }
            ordered.Add(table);
        }
    }
}
