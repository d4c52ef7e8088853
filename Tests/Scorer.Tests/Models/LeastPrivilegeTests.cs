using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.Tests.Databases;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Faultline.Scorer.Tests.Models;

/// <summary>The registry of a scorer whose login may do no more than the role <c>faultline_writer</c>, on a database with the rights that the migrations give.</summary>
public sealed class LeastPrivilegeTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Registry_OfALoginWithTheWritersRights_RegistersPromotesShadowsAndRollsBack(bool assumesRole)
    {
        await using var database = await TestDatabase.CreateAsync(new NpgsqlConnectionStringBuilder(registry.Database.ConnectionString) { Database = DatabaseFixture.NewName() }.ConnectionString);
        await using var scorer = await StartAsync(database, assumesRole);
        // The release's model was registered and promoted by this login: the database was empty.
        var first = await scorer.ServingAsync(set => set.Revision > 0);

        await RegisterAsync(scorer, new ValveModel(2));
        await RegisterAsync(scorer, new ValveModel(3));
        await OrderAsync(scorer, "/models/valve-net/versions/1/promote", new { role = "active", reason = "The first." });
        await OrderAsync(scorer, "/models/valve-net/versions/2/promote", new { role = "shadow", reason = "To be compared." });
        var shadowed = scorer.Set.Shadow(Component.Valve)?.Classifier.Fingerprint;
        await OrderAsync(scorer, "/models/shadow/withdraw", new { components = new[] { "valve" }, reason = "Seen enough." });
        await OrderAsync(scorer, "/models/valve-net/versions/2/promote", new { role = "active", reason = "The second." });
        var promoted = scorer.Set.Active(Component.Valve).Classifier.Fingerprint;
        await OrderAsync(scorer, "/models/roll-back", new { components = new[] { "valve" }, reason = "Not better." });

        Assert.Equal((new ValveModel(3).Sha256[..12], new ValveModel(3).Sha256[..12]), (shadowed, promoted));
        Assert.Equal(new ValveModel(2).Sha256[..12], scorer.Set.Active(Component.Valve).Classifier.Fingerprint);
        Assert.Equal(first.Active(Component.Pump).Classifier.Fingerprint, scorer.Set.Active(Component.Pump).Classifier.Fingerprint);
        Assert.Equal(
            "promote promote promote promote promote promote withdraw promote roll_back",
            await database.ScalarAsync<string>("SELECT string_agg(action, ' ' ORDER BY id) FROM model_change"));
        await using var rights = scorer.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR pg_has_role(session_user, 'faultline_migrator', 'MEMBER') FROM pg_roles WHERE rolname = session_user");
        Assert.Equal(false, await rights.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Registry_OfTheWriter_CannotBeRewritten()
    {
        var scorer = registry.One.Services.GetRequiredService<NpgsqlDataSource>();
        string[] forbidden =
        [
            "UPDATE model SET content = ''", "UPDATE model SET registered_by = 'nobody'", "DELETE FROM model", "TRUNCATE model_role",
            "UPDATE model_change SET made_by = 'nobody'", "DELETE FROM model_change", "ALTER TABLE model_role DROP CONSTRAINT model_role_pkey", "DROP TABLE model_change",
        ];

        foreach (var statement in forbidden)
        {
            await using var command = scorer.CreateCommand(statement);
            var denied = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync().WaitAsync(Patience));
            Assert.True(denied.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{statement}: {denied.SqlState} {denied.MessageText}");
        }
    }

    /// <summary>A replica with a login of its own (docs/storage.md): one that is a member of the writer's role and nothing more.</summary>
    private async Task<RunningScorer> StartAsync(TestDatabase database, bool assumesRole)
    {
        var login = "l" + DatabaseFixture.NewName();
        await database.ExecuteAsync($"CREATE ROLE {login} LOGIN IN ROLE faultline_writer");
        return await RunningScorer.StartAsync(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = login }.ConnectionString, registry.Redis, assumesRole);
    }

    private async Task RegisterAsync(RunningScorer scorer, ValveModel model)
    {
        using var answer = await registry.UploadAsync(model.Manifest(), model.Content, scorer.Admin);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    private static async Task OrderAsync(RunningScorer scorer, string path, object body)
    {
        using var answer = await scorer.Admin.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal(scorer.Set.Revision, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("revision").GetInt64());
    }
}
