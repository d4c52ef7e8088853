using Faultline.Tests.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Faultline.TimeSeries.Tests.Migrations;

[Collection(DatabaseCollection.Name)]
public sealed class SchemaMigratorTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SchemaMigrator migrator = new(NullLoggerFactory.Instance);

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task NewDatabase_IsCreatedInTheServersDepth_AndASecondRunDoesNothing(StorageDepth depth)
    {
        var text = (await databases.ServerAsync(depth)).ConnectionString(DatabaseFixture.NewName());

        var first = await migrator.MigrateAsync(text).WaitAsync(Patience);
        var second = await migrator.MigrateAsync(text).WaitAsync(Patience);

        Assert.Equal(depth, first.Depth);
        Assert.Equal("0001_tables.sql", first.Applied[0]);
        Assert.Equal(first.Applied.Order(StringComparer.Ordinal), first.Applied);
        Assert.Equal(depth, second.Depth);
        Assert.Empty(second.Applied);
    }

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task FourAtOnce_OneMigrates_OthersFindItDone(StorageDepth depth)
    {
        var text = (await databases.ServerAsync(depth)).ConnectionString(DatabaseFixture.NewName());

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => migrator.MigrateAsync(text))).WaitAsync(Patience);

        Assert.Single(results, result => result.Applied.Count > 0);
        Assert.Equal(3, results.Count(result => result.Applied.Count == 0));
    }

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task StorageInfo_TellsDepthAndVersions(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);

        var status = await database.Get<StorageInfo>().ReadAsync().WaitAsync(Patience);

        Assert.Equal(depth, status.Depth);
        Assert.Equal(depth == StorageDepth.PlainPostgres, status.ExtensionVersion is null);
        Assert.Equal(depth switch { StorageDepth.PlainPostgres => null, StorageDepth.TimescaleApache => "apache", _ => "timescale" }, status.Licence);
        Assert.Matches(@"^00\d\d_\w+(\.\w+)?\.sql$", status.SchemaVersion);
        Assert.False(status.IsReadOnly);
        Assert.Equal(depth == StorageDepth.PlainPostgres ? "p" : "r", await database.ScalarAsync<string>("SELECT relkind::text FROM pg_class WHERE relname = 'reading'"));
    }

    [SkippableFact]
    public async Task StoredDepth_IsKept_WhateverTheServerOffersLater()
    {
        await using var database = await databases.CreateAsync(StorageDepth.TimescaleApache);
        await database.ExecuteAsync("UPDATE storage_depth SET depth = 'plain_postgres'; UPDATE schemaversions SET scriptname = replace(replace("
            + "scriptname, '.hypertable', '.partitions'), '.apache', '.partitions')");

        var again = await migrator.MigrateAsync(database.ConnectionString).WaitAsync(Patience);

        Assert.Equal(StorageDepth.PlainPostgres, again.Depth);
        Assert.Empty(again.Applied);
    }
}
