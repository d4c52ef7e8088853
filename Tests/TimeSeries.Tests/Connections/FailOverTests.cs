using Faultline.Tests.Databases;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Xunit;

namespace Faultline.TimeSeries.Tests.Connections;

/// <summary>Several hosts in one connection string, and servers that refuse writes.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class FailOverTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [SkippableFact]
    public async Task Standby_AnswersReaders_AndTakesOverWhenPromoted()
    {
        var binaries = DatabaseFixture.Require(StorageDepth.PlainPostgres);
        Skip.IfNot(binaries.HasBaseBackup, "This PostgreSQL has no pg_basebackup to make a standby with.");
        await using var primary = await PostgresServer.StartAsync(binaries);
        await using var database = await TestDatabase.CreateAsync(primary.ConnectionString("faultline"));
        await database.Get<ReadingWriter>().StoreAsync(Machines.Batches(1, 3)).WaitAsync(Patience);
        await using var standby = await PostgresServer.StartStandbyAsync(binaries, primary);
        var both = new NpgsqlConnectionStringBuilder(primary.ConnectionString("faultline"))
        {
            Host = $"127.0.0.1:{primary.Port},127.0.0.1:{standby.Port}", HostRecheckSeconds = 0, Timeout = 5,
        };
        await using var services = TestDatabase.Services(both.ConnectionString);
        var writer = services.Get<ReadingWriter>();

        Assert.Equal(1, (await writer.StoreAsync(Machines.Batches(4, 4)).WaitAsync(Patience)).StoredBatches);
        Assert.Equal(standby.Port, await PortAsync(services.Get<ReaderDataSource>().Source));
        await primary.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => writer.StoreAsync(Machines.Batches(5, 5)).WaitAsync(Patience));
        await standby.PromoteAsync();
        var taken = await StoreUntilTakenAsync(writer);

        Assert.Equal(1, taken.StoredReadings + taken.SkippedBatches);
        Assert.Equal(standby.Port, await PortAsync(services.Get<NpgsqlDataSource>()));
        await using var stored = NpgsqlDataSource.Create(standby.ConnectionString("faultline"));
        await using var count = stored.CreateCommand("SELECT count(*) FROM reading");
        Assert.Equal(5L, await count.ExecuteScalarAsync());
    }

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task ReadOnlyDatabase_AnswersQueries_RefusesWrites_AndHealthSaysSo(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        await database.Get<ReadingWriter>().StoreAsync(Machines.Batches(1, 3)).WaitAsync(Patience);
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        await database.ExecuteAsync($"ALTER DATABASE {name} SET default_transaction_read_only = on");
        await using var services = TestDatabase.Services(database.ConnectionString);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => services.Get<ReadingWriter>().StoreAsync(Machines.Batches(4, 4)).WaitAsync(Patience));
        var series = await services.Get<SeriesQuery>()
            .ReadAsync(Machines.Reading(1, 0).Sensor, Machines.Start, Machines.Start.AddHours(1), ReadingResolution.Auto, 100).WaitAsync(Patience);
        var health = await new DatabaseHealthCheck(services.Get<StorageInfo>(), TimeProvider.System).CheckHealthAsync(new HealthCheckContext()).WaitAsync(Patience);
        await database.ExecuteAsync($"BEGIN READ WRITE; ALTER DATABASE {name} RESET default_transaction_read_only; COMMIT");
        services.ForgetConnections();

        Assert.Equal("25006", refused.SqlState);
        Assert.Equal(3, series.Points.Count);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("read-only", health.Description, StringComparison.Ordinal);
        Assert.Equal(1, (await services.Get<ReadingWriter>().StoreAsync(Machines.Batches(4, 4)).WaitAsync(Patience)).StoredBatches);
    }

    /// <summary>Repeats as the collector does; a promotion takes a moment to be seen.</summary>
    private static async Task<StoreResult> StoreUntilTakenAsync(ReadingWriter writer)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                return await writer.StoreAsync(Machines.Batches(5, 5), patience.Token);
            }
            catch (NpgsqlException)
            {
                patience.Token.ThrowIfCancellationRequested();
            }
        }
    }

    private static async Task<int> PortAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT current_setting('port')::int");
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
