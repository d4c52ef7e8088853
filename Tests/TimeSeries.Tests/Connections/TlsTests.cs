using Faultline.Tests.Databases;
using Npgsql;
using Xunit;

namespace Faultline.TimeSeries.Tests.Connections;

/// <summary>Encrypted connections to a real server that takes no others, as docs/storage.md tells to configure them.</summary>
public sealed class TlsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("faultline-tls-").FullName;

    [SkippableFact]
    public async Task VerifiedConnection_IsEncrypted_AndEverythingWorksOverIt()
    {
        using var authority = new ServerCertificates("Plant authority");
        await using var server = await StartAsync(authority, "127.0.0.1");
        var text = Verified(server, await RootAsync("root.pem", authority));

        await using var database = await TestDatabase.CreateAsync(text);
        var result = await database.Get<ReadingWriter>().StoreAsync(Machines.Batches(1, 3)).WaitAsync(Patience);

        Assert.Equal(3, result.StoredBatches);
        Assert.True(await database.ScalarAsync<bool>("SELECT bool_and(ssl) FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) WHERE a.datname = 'faultline'"));
    }

    [SkippableFact]
    public async Task ServerOfAnotherAuthority_IsRefused()
    {
        using var authority = new ServerCertificates("Plant authority");
        using var other = new ServerCertificates("Other authority");
        await using var server = await StartAsync(authority, "127.0.0.1");

        await AssertRefusedAsync(Verified(server, await RootAsync("other.pem", other)), "certificate");
    }

    [SkippableFact]
    public async Task ServerOfAnotherName_IsRefused()
    {
        using var authority = new ServerCertificates("Plant authority");
        await using var server = await StartAsync(authority, "db.plant.example");

        await AssertRefusedAsync(Verified(server, await RootAsync("root.pem", authority)), "certificate");
    }

    [SkippableFact]
    public async Task UnencryptedConnection_IsRefusedByTheServer()
    {
        using var authority = new ServerCertificates("Plant authority");
        await using var server = await StartAsync(authority, "127.0.0.1");

        await AssertRefusedAsync(server.ConnectionString("postgres"), "no encryption");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<PostgresServer> StartAsync(ServerCertificates authority, string host)
    {
        var (certificate, key) = authority.Sign(host);
        return await PostgresServer.StartAsync(DatabaseFixture.Require(StorageDepth.PlainPostgres), new ServerTls(certificate, key));
    }

    private static string Verified(PostgresServer server, string root) => new NpgsqlConnectionStringBuilder(server.ConnectionString("faultline"))
    {
        SslMode = SslMode.VerifyFull,
        RootCertificate = root,
    }.ConnectionString;

    private async Task<string> RootAsync(string name, ServerCertificates authority)
    {
        var file = Path.Combine(folder, name);
        await File.WriteAllTextAsync(file, authority.Root);
        return file;
    }

    private static async Task AssertRefusedAsync(string connectionString, string because)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var refused = await Assert.ThrowsAnyAsync<NpgsqlException>(async () => await source.OpenConnectionAsync().AsTask().WaitAsync(Patience));
        Assert.Contains(because, refused.ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
