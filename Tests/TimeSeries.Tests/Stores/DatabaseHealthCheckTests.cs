using Faultline.Tests.Databases;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Xunit;

namespace Faultline.TimeSeries.Tests.Stores;

[Collection(DatabaseCollection.Name)]
public sealed class DatabaseHealthCheckTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [SkippableFact]
    public async Task MigratedDatabase_IsHealthy_WithItsDepth()
    {
        await using var database = await databases.CreateAsync();

        var result = await CheckAsync(database.DataSource);

        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.Equal("plain_postgres", result.Data["depth"]);
    }

    [SkippableFact]
    public async Task DatabaseWithoutSchema_IsUnhealthy_AndSaysSo()
    {
        await using var source = NpgsqlDataSource.Create((await databases.ServerAsync()).ConnectionString("postgres"));

        var result = await CheckAsync(source);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("no schema", result.Description, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task SchemaOfAnOlderVersion_IsUnhealthy_AndNamesWhatItLacks()
    {
        await using var database = await databases.CreateAsync();
        await Sql.Command(database.DataSource, "DELETE FROM schemaversions WHERE scriptname LIKE '0041%'").ExecuteAsync(CancellationToken.None);

        var result = await CheckAsync(database.DataSource);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("lacks 0041_labels.sql:", result.Description, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task SchemaOfANewerVersion_IsHealthy()
    {
        await using var database = await databases.CreateAsync();
        await Sql.Command(database.DataSource, "INSERT INTO schemaversions (scriptname, applied) VALUES ('9999_later.sql', now())").ExecuteAsync(CancellationToken.None);

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(database.DataSource)).Status);
    }

    [Fact]
    public async Task AbsentServer_IsUnhealthy_AndSaysSo()
    {
        await using var source = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=postgres;Database=faultline");

        var result = await CheckAsync(source);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("does not answer", result.Description, StringComparison.Ordinal);
    }

    private static Task<HealthCheckResult> CheckAsync(NpgsqlDataSource source) =>
        new DatabaseHealthCheck(new StorageInfo(source), TimeProvider.System).CheckHealthAsync(new HealthCheckContext()).WaitAsync(Patience);
}
