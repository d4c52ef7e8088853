using Faultline.Tests.Databases;
using Xunit;

namespace Faultline.Schema.Tests;

/// <summary>Applied all at once, as `kubectl apply -k` does, services start before the migration is done: they live, are not ready, and need no restart when it is.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class ServiceBeforeSchemaTests(DatabaseFixture databases)
{
    [SkippableTheory]
    [InlineData("Collector")]
    [InlineData("Scorer")]
    [InlineData("DiagnosticsApi")]
    public async Task Service_StartedBeforeTheMigration_LivesUnreadyUntilItIsDone(string project)
    {
        var text = (await databases.ServerAsync()).ConnectionString(DatabaseFixture.NewName());
        await using var service = await ServiceProcess.StartAsync(project, text);
        var before = await service.DatabaseAsync();
        Assert.Equal((503, 200), (await service.StatusAsync("/health/ready"), await service.StatusAsync("/health/live")));

        var migration = await SchemaProcess.RunAsync(text);

        Assert.True(migration.ExitCode == 0, migration.Output);
        Assert.Equal("unhealthy", before.Status);
        Assert.Equal("healthy", (await service.DatabaseAsync()).Status);
        Assert.False(service.HasExited);
    }
}
