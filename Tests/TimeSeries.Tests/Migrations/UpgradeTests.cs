using System.Reflection;
using Faultline.Contracts;
using Faultline.Tests.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Faultline.TimeSeries.Tests.Migrations;

/// <summary>Databases that an earlier version made and filled, as its superuser, before there were roles.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class UpgradeTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Guid Posted = new("019aa000-0000-7000-8000-000000000001");

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task FilledDatabaseOfTheFirstVersion_IsBroughtUpToDate_AndKeepsItsReadings(StorageDepth depth)
    {
        var text = (await databases.ServerAsync(depth)).ConnectionString(DatabaseFixture.NewName());
        var day = Machines.Start.Date;
        await MakeFirstVersionAsync(text, depth);
        await ExecuteAsync(
            text,
            depth == StorageDepth.PlainPostgres ? $"CREATE TABLE reading_p{day:yyyyMMdd} PARTITION OF reading FOR VALUES FROM ('{day:yyyy-MM-dd} 00:00:00+00') TO ('{day.AddDays(1):yyyy-MM-dd} 00:00:00+00')" : "SELECT 1",
            $"INSERT INTO reading SELECT '{Machines.Start:O}'::timestamptz + i * interval '1 second', 4097, i, 0 FROM generate_series(0, 599) AS i",
            $"INSERT INTO reading_latest VALUES (4097, '{Machines.Start.AddSeconds(599):O}', 599, 0)",
            $"INSERT INTO rollup_dirty (system_number, bucket) SELECT 1, date_trunc('minute', '{Machines.Start:O}'::timestamptz) + i * interval '1 minute' FROM generate_series(0, 10) AS i",
            "INSERT INTO ingest_progress VALUES ('line-1', 'hydraulic-1', 7, 600, now(), now())",
            $"INSERT INTO prediction VALUES ('{Posted}', 'hydraulic-1', NULL, '{Machines.Start:O}', 'test-1', 'request', 1, '[]')");

        await using var database = await TestDatabase.CreateAsync(text);
        await database.Get<ReadingWriter>().StoreAsync([Machines.Batch(8, Machines.Reading(1, 600, 600))]).WaitAsync(Patience);
        await database.RollUpAsync();

        Assert.Equal(depth, database.Depth);
        await BruteForce.AssertEqualAsync(database, [.. Enumerable.Range(0, 601).Select(i => Machines.Reading(1, i, i))]);
        Assert.Equal(601, await database.ScalarAsync<long>("SELECT readings FROM ingest_progress"));
        Assert.Equal(PredictionSource.Request, (await database.Get<PredictionStore>().FindAsync(Posted))?.Source);
        Assert.Null(await database.Get<PostedWindowStore>().FindAsync(Posted));
        Assert.Equal("faultline_migrator", await database.ScalarAsync<string>("SELECT tableowner::text FROM pg_tables WHERE tablename = 'reading'"));
        Assert.Empty((await new SchemaMigrator(NullLoggerFactory.Instance).MigrateAsync(text).WaitAsync(Patience)).Applied);
    }

    private static async Task MakeFirstVersionAsync(string text, StorageDepth depth)
    {
        var settings = new NpgsqlConnectionStringBuilder(text);
        await ExecuteAsync(new NpgsqlConnectionStringBuilder(text) { Database = "postgres" }.ConnectionString, $"CREATE DATABASE {settings.Database}");
        if (depth != StorageDepth.PlainPostgres)
            await ExecuteAsync(text, "CREATE EXTENSION timescaledb");
        var layout = depth == StorageDepth.PlainPostgres ? "0002_reading.partitions.sql" : "0002_reading.hypertable.sql";
        await ExecuteAsync(
            text,
            $"CREATE TABLE storage_depth (only_row boolean PRIMARY KEY DEFAULT true, depth text NOT NULL, decided_at timestamptz NOT NULL DEFAULT now()); INSERT INTO storage_depth (depth) VALUES ('{EnumText<StorageDepth>.Of(depth)}')",
            "CREATE TABLE schemaversions (schemaversionsid serial PRIMARY KEY, scriptname varchar(255) NOT NULL, applied timestamp NOT NULL)",
            Script("0001_tables.sql"),
            Script(layout),
            $"INSERT INTO schemaversions (scriptname, applied) VALUES ('0001_tables.sql', now()), ('{layout}', now())");
    }

    private static string Script(string name)
    {
        using var reader = new StreamReader(Assembly.GetAssembly(typeof(SchemaMigrator))!.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static async Task ExecuteAsync(string text, params string[] statements)
    {
        // Pooling off: TimescaleDB is to be created first in a session, and a database in use cannot be a template.
        await using var connection = new NpgsqlConnection(text + ";Pooling=false");
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync().WaitAsync(Patience);
        }
    }
}
