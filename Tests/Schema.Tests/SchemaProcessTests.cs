using System.Diagnostics;
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

        var first = await RunAsync(text);
        var second = await RunAsync(text);

        Assert.True(first.ExitCode == 0 && second.ExitCode == 0, first.Output + second.Output);
        await using var source = NpgsqlDataSource.Create(text);
        Assert.Equal(depth, (await new StorageInfo(source).ReadAsync().WaitAsync(Patience)).Depth);
    }

    [SkippableFact]
    public async Task ThreeAtOnce_AllExitWithZero()
    {
        var text = (await databases.ServerAsync()).ConnectionString(DatabaseFixture.NewName());

        var runs = await Task.WhenAll(RunAsync(text), RunAsync(text), RunAsync(text));

        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Output));
    }

    [SkippableFact]
    public async Task ServerThatStartsLater_IsWaitedFor()
    {
        await using var server = await PostgresServer.StartAsync(DatabaseFixture.Require(StorageDepth.PlainPostgres));
        await server.StopAsync();
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var run = RunAsync(server.ConnectionString("faultline"), line =>
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
        var run = await RunAsync("Host=127.0.0.1;Port=1;Username=postgres;Database=faultline", patience: "00:00:00");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("could not be brought up to date", run.Output, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoConnectionString_ExitsWithOne_AndNamesIt()
    {
        var run = await RunAsync("");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ConnectionStrings__faultline is not set", run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task FailingMigration_ExitsWithOne_AndNamesTheScript()
    {
        var text = (await databases.ServerAsync()).ConnectionString(DatabaseFixture.NewName());
        Assert.Equal(0, (await RunAsync(text)).ExitCode);
        await using (var source = NpgsqlDataSource.Create(text))
        {
            await using var forget = source.CreateCommand("DELETE FROM schemaversions WHERE scriptname LIKE '0002%'");
            await forget.ExecuteNonQueryAsync();
        }

        var run = await RunAsync(text);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Migration 0002_reading.partitions.sql failed", run.Output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string connectionString, Action<string>? onLine = null, string patience = "00:01:00")
    {
        // Its own output folder, not the copy beside the tests, which lacks what only the tests' framework brings.
        var folder = AppContext.BaseDirectory.Replace(Path.Combine("Tests", "Schema.Tests"), Path.Combine("Services", "Schema"), StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "Faultline.Schema.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__faultline"] = connectionString;
        start.Environment["Schema__Patience"] = patience;
        using var process = new Process { StartInfo = start };
        List<string> lines = [];
        void Note(string? line)
        {
            if (line is null)
                return;
            lock (lines)
                lines.Add(line);
            onLine?.Invoke(line);
        }
        process.OutputDataReceived += (_, e) => Note(e.Data);
        process.ErrorDataReceived += (_, e) => Note(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        lock (lines)
            return (process.ExitCode, string.Join('\n', lines));
    }
}
