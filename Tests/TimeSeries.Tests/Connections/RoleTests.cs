using Faultline.Tests.Databases;
using Npgsql;
using Xunit;

namespace Faultline.TimeSeries.Tests.Connections;

/// <summary>What each role may and may not do, tried on the server.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class RoleTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task Writer_CannotDropAlterOrRewrite(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        await database.Get<ReadingWriter>().StoreAsync(Machines.Batches(1, 3)).WaitAsync(Patience);
        string[] forbidden =
        [
            "DROP TABLE reading", "ALTER TABLE reading ADD COLUMN x int", "TRUNCATE reading", "DELETE FROM reading", "UPDATE reading SET value = 0",
            "CREATE TABLE mine (x int)", "DELETE FROM alarm", "DELETE FROM ingest_progress", "UPDATE retention SET keep = interval '1 second'",
            "INSERT INTO retention VALUES ('reading', interval '1 second')", "SELECT storage_expire_rows('reading_latest', 'time', 'reading')",
            "DROP FUNCTION storage_expire_readings", "GRANT faultline_migrator TO faultline_writer", "UPDATE storage_depth SET depth = 'plain_postgres'",
            "UPDATE posted_window SET samples = ''", "DELETE FROM posted_window", "DELETE FROM prediction",
        ];

        foreach (var statement in forbidden)
            await AssertDeniedAsync(database.Get<NpgsqlDataSource>(), statement);

        Assert.Equal(3, await database.ScalarAsync<long>("SELECT count(*) FROM reading"));
    }

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task Reader_ReadsReadings_CannotWrite_AndSeesNoPasswordHashes(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        await database.Get<ReadingWriter>().StoreAsync(Machines.Batches(1, 3)).WaitAsync(Patience);
        var reader = database.Get<ReaderDataSource>().Source;
        string[] forbidden =
        [
            "INSERT INTO reading VALUES (now(), 1, 1, 0)", "INSERT INTO system (id, number, name, cycle_seconds) VALUES ('x', 9, 'x', 1)", "DELETE FROM reading_latest",
            "DROP TABLE reading", "SELECT storage_prepare_day('2030-01-01')", "SELECT storage_expire_readings()", "SELECT password_hash FROM app_user",
            "INSERT INTO posted_window VALUES (gen_random_uuid(), '')",
        ];

        foreach (var statement in forbidden)
            await AssertDeniedAsync(reader, statement);

        await using var count = reader.CreateCommand("SELECT count(*) FROM reading");
        Assert.Equal(3L, await count.ExecuteScalarAsync());
    }

    [SkippableFact]
    public async Task Role_SurvivesTheResetOfAPooledConnection()
    {
        await using var database = await databases.CreateAsync();
        var source = database.Get<NpgsqlDataSource>();
        for (var round = 0; round < 3; round++)
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var who = new NpgsqlCommand("SELECT current_user::text", connection);
            Assert.Equal("faultline_writer", await who.ExecuteScalarAsync());
        }
    }

    [SkippableFact]
    public async Task OrdinaryLogins_OwnerAndMembers_NeedNoSuperuser()
    {
        var server = await databases.ServerAsync();
        var name = DatabaseFixture.NewName();
        await using (var admin = NpgsqlDataSource.Create(server.ConnectionString("postgres")))
        {
            await using var create = admin.CreateCommand($"CREATE ROLE o{name} LOGIN CREATEDB CREATEROLE; CREATE ROLE w{name} LOGIN");
            await create.ExecuteNonQueryAsync();
        }
        var owner = new NpgsqlConnectionStringBuilder(server.ConnectionString(name)) { Username = "o" + name }.ConnectionString;
        var service = new NpgsqlConnectionStringBuilder(owner) { Username = "w" + name }.ConnectionString;

        await using var database = await TestDatabase.CreateAsync(owner);
        await database.Get<ReadingWriter>().StoreAsync(Machines.Batches(1, 3)).WaitAsync(Patience);
        await using var stranger = StorageConnections.Create(service, StorageRole.Writer, "test", null);
        var refused = await Assert.ThrowsAsync<PostgresException>(async () => await stranger.OpenConnectionAsync());
        await database.ExecuteAsync($"GRANT faultline_writer TO w{name}");
        await using var member = StorageConnections.Create(service, StorageRole.Writer, "test", null);
        await using var count = member.CreateCommand("SELECT count(*) FROM reading");

        Assert.Contains("faultline_writer", refused.MessageText, StringComparison.Ordinal);
        Assert.Equal(3L, await count.ExecuteScalarAsync());
    }

    [SkippableFact]
    public async Task LoginThatMaySetUpNoRoles_IsToldWhatItNeeds()
    {
        await using var server = await PostgresServer.StartAsync(DatabaseFixture.Require(StorageDepth.PlainPostgres));
        await using (var admin = NpgsqlDataSource.Create(server.ConnectionString("postgres")))
        {
            await using var create = admin.CreateCommand("CREATE ROLE plain_owner LOGIN CREATEDB");
            await create.ExecuteNonQueryAsync();
        }
        var text = new NpgsqlConnectionStringBuilder(server.ConnectionString("faultline")) { Username = "plain_owner" }.ConnectionString;

        var failure = await Assert.ThrowsAsync<StorageException>(() => TestDatabase.CreateAsync(text));

        Assert.Contains("CREATEROLE", failure.Message, StringComparison.Ordinal);
    }

    private static async Task AssertDeniedAsync(NpgsqlDataSource source, string statement)
    {
        await using var command = source.CreateCommand(statement);
        var denied = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync().WaitAsync(Patience));
        // Refused as not permitted, or (ownership of a function) as not the owner: both 42501. Granting a role is 42501 or, from 16 on, 0LP01.
        Assert.True(denied.SqlState is "42501" or "0LP01", $"{statement}: {denied.SqlState} {denied.MessageText}");
    }
}
