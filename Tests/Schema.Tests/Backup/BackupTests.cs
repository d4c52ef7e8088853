using System.IO.Compression;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.Schema.Tests.Backup;

/// <summary>The commands backup and restore as an administrator runs them.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class BackupTests(DatabaseFixture databases) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("faultline-backup-").FullName;

    private string File => Path.Combine(folder, "line.backup");

    [SkippableTheory]
    [InlineData(StorageDepth.PlainPostgres, StorageDepth.PlainPostgres)]
    [InlineData(StorageDepth.TimescaleApache, StorageDepth.TimescaleApache)]
    [InlineData(StorageDepth.TimescaleCommunity, StorageDepth.TimescaleCommunity)]
    [InlineData(StorageDepth.PlainPostgres, StorageDepth.TimescaleApache)]
    [InlineData(StorageDepth.TimescaleApache, StorageDepth.PlainPostgres)]
    [InlineData(StorageDepth.PlainPostgres, StorageDepth.TimescaleCommunity)]
    [InlineData(StorageDepth.TimescaleCommunity, StorageDepth.PlainPostgres)]
    public async Task Backup_RestoredIntoAFreshServer_HasEveryRow(StorageDepth from, StorageDepth to)
    {
        await using var database = await databases.CreateAsync(from);
        await SampleLine.FillAsync(database);
        await using var fresh = await PostgresServer.StartAsync(DatabaseFixture.Require(to));

        var backup = await SchemaProcess.RunAsync(database.ConnectionString, ["backup", "--out", File]);
        var restore = await SchemaProcess.RunAsync(fresh.ConnectionString("faultline"), ["restore", "--from", File]);

        Assert.True(backup.ExitCode == 0 && restore.ExitCode == 0, backup.Output + restore.Output);
        await using var restored = await TestDatabase.CreateAsync(fresh.ConnectionString("faultline"));
        Assert.Equal(to, restored.Depth);
        await database.RollUpAsync();
        await restored.RollUpAsync();
        Assert.Equal(await SampleLine.ContentAsync(database), await SampleLine.ContentAsync(restored));
        // The line goes on: numbers given by the database follow those restored.
        await SampleLine.ContinueAsync(restored);
    }

    [SkippableFact]
    public async Task RestoreIntoAUsedDatabase_IsRefused_AndChangesNothing()
    {
        await using var database = await databases.CreateAsync();
        await SampleLine.FillAsync(database);
        Assert.Equal(0, (await SchemaProcess.RunAsync(database.ConnectionString, ["backup", "--out", File])).ExitCode);
        var before = await SampleLine.ContentAsync(database);

        var restore = await SchemaProcess.RunAsync(database.ConnectionString, ["restore", "--from", File]);

        Assert.Equal(1, restore.ExitCode);
        Assert.Contains("The database is not empty (table ", restore.Output, StringComparison.Ordinal);
        Assert.Equal(before, await SampleLine.ContentAsync(database));
    }

    [SkippableFact]
    public async Task DamagedEntry_IsFound_AndNothingIsRestored()
    {
        await using var database = await databases.CreateAsync();
        await SampleLine.FillAsync(database);
        Assert.Equal(0, (await SchemaProcess.RunAsync(database.ConnectionString, ["backup", "--out", File])).ExitCode);
        using (var archive = ZipFile.Open(File, ZipArchiveMode.Update))
        {
            await using var entry = archive.GetEntry("tables/app_user.copy")!.Open();
            entry.Position = entry.Length - 5;
            entry.WriteByte((byte)'!');
        }
        var target = (await databases.ServerAsync()).ConnectionString(DatabaseFixture.NewName());

        var restore = await SchemaProcess.RunAsync(target, ["restore", "--from", File]);

        Assert.Equal(1, restore.ExitCode);
        Assert.Contains("tables/app_user.copy is damaged", restore.Output, StringComparison.Ordinal);
        await using var empty = await TestDatabase.CreateAsync(target);
        Assert.Equal(0, await empty.ScalarAsync<long>("SELECT (SELECT count(*) FROM reading) + (SELECT count(*) FROM system)"));
    }

    [SkippableTheory]
    [InlineData("no zip at all", "is no backup, or is cut")]
    [InlineData(null, "Could not find file")]
    public async Task FileThatIsNoBackup_IsRefused(string? content, string expected)
    {
        if (content is not null)
            await System.IO.File.WriteAllTextAsync(File, content);
        var target = (await databases.ServerAsync()).ConnectionString(DatabaseFixture.NewName());

        var restore = await SchemaProcess.RunAsync(target, ["restore", "--from", File]);

        Assert.Equal(1, restore.ExitCode);
        Assert.Contains(expected, restore.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task BackupThatCannotBeWritten_LeavesNothingBehind()
    {
        await using var database = await databases.CreateAsync();
        var away = Path.Combine(folder, "absent", "line.backup");

        var backup = await SchemaProcess.RunAsync(database.ConnectionString, ["backup", "--out", away]);

        Assert.Equal(1, backup.ExitCode);
        Assert.Contains("absent", backup.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Theory]
    [InlineData("bakcup", "There is no command 'bakcup'")]
    [InlineData("backup", "--out FILE is missing")]
    [InlineData("restore", "--from FILE is missing")]
    public async Task WrongCommandLine_ExitsWithOne_AndSaysWhatIsExpected(string command, string expected)
    {
        // Variables of other programs by these names are no options.
        var run = await SchemaProcess.RunAsync("Host=127.0.0.1;Port=1", [command], settings: new Dictionary<string, string> { ["OUT"] = "elsewhere.zip", ["FROM"] = "elsewhere.zip" });

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
