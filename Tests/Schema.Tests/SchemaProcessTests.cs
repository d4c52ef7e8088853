using Faultline.Tests.Databases;
using Faultline.TimeSeries;
using Npgsql;
using Xunit;

namespace Faultline.Schema.Tests;

/// <summary>The program as others start it: by its exit code and what it prints.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class SchemaProcessTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task EmptyServer_IsMigrated_ExitsWithZero_AlsoTheSecondTime(StorageDepth depth)
    {
        var text = (await databases.ServerAsync(depth)).ConnectionString(DatabaseFixture.NewName());

        var first = await SchemaProcess.RunAsync(text);
        var second = await SchemaProcess.RunAsync(text);

        Assert.True(first.ExitCode == 0 && second.ExitCode == 0, first.Output + second.Output);
        await using var source = NpgsqlDataSource.Create(text);
        Assert.Equal(depth, (await new StorageInfo(source).ReadAsync().WaitAsync(Patience)).Depth);
    }

    [SkippableFact]
    public async Task ThreeAtOnce_AllExitWithZero()
    {
        var text = (await databases.ServerAsync()).ConnectionString(DatabaseFixture.NewName());

        var runs = await Task.WhenAll(SchemaProcess.RunAsync(text), SchemaProcess.RunAsync(text), SchemaProcess.RunAsync(text));

        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Output));
    }

    [SkippableFact]
    public async Task ServerThatStartsLater_IsWaitedFor()
    {
        await using var server = await PostgresServer.StartAsync(DatabaseFixture.Require(StorageDepth.PlainPostgres));
        await server.StopAsync();
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var run = SchemaProcess.RunAsync(server.ConnectionString("faultline"), onLine: line =>
        {
            if (line.Contains("Waiting for the database", StringComparison.Ordinal))
                waiting.TrySetResult();
        });
        await waiting.Task.WaitAsync(Patience);
        await server.StartAsync();

        Assert.Equal(0, (await run).ExitCode);
    }

    [Fact]
    public async Task AbsentServer_ExitsWithOne_AndSaysWhy()
    {
        var run = await SchemaProcess.RunAsync("Host=127.0.0.1;Port=1;Username=postgres;Database=faultline", patience: "00:00:00");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("could not be brought to what was asked", run.Output, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoConnectionString_ExitsWithOne_AndNamesIt()
    {
        var run = await SchemaProcess.RunAsync("");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ConnectionStrings__faultline is not set", run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task FailingMigration_ExitsWithOne_AndNamesTheScript()
    {
        var text = (await databases.ServerAsync()).ConnectionString(DatabaseFixture.NewName());
        Assert.Equal(0, (await SchemaProcess.RunAsync(text)).ExitCode);
        await using (var source = NpgsqlDataSource.Create(text))
        {
            await using var forget = source.CreateCommand("DELETE FROM schemaversions WHERE scriptname LIKE '0002%'");
            await forget.ExecuteNonQueryAsync();
        }

        var run = await SchemaProcess.RunAsync(text);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Migration 0002_reading.partitions.sql failed", run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Retention_IsWritten_AndChangedByTheNextRun()
    {
        var text = (await databases.ServerAsync()).ConnectionString(DatabaseFixture.NewName());

        var first = await SchemaProcess.RunAsync(text);
        var second = await SchemaProcess.RunAsync(
            text, settings: new Dictionary<string, string> { ["Retention__Reading"] = "12.00:00:00", ["Retention__Quarantine"] = "00:00:00" });

        Assert.True(first.ExitCode == 0 && second.ExitCode == 0, first.Output + second.Output);
        await using var source = NpgsqlDataSource.Create(text);
        var retention = await new StorageInfo(source).RetentionAsync().WaitAsync(Patience);
        Assert.Equal(TimeSpan.FromDays(12), retention["reading"]);
        Assert.Equal(TimeSpan.FromDays(7), retention["late_horizon"]);
        Assert.False(retention.ContainsKey("quarantine"));
    }

    [Fact]
    public async Task RetentionOutsideItsRange_EndsTheProgram_WithEveryFault()
    {
        var run = await SchemaProcess.RunAsync(
            "Host=127.0.0.1;Port=1", settings: new Dictionary<string, string> { ["Retention__Reading"] = "8.00:00:00", ["Retention__Prediction"] = "01:00:00" });

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("Retention:Reading is 8.00:00:00", run.Output, StringComparison.Ordinal);
        Assert.Contains("Retention:Prediction is 01:00:00", run.Output, StringComparison.Ordinal);
    }
}
