using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faultline.Contracts;
using Faultline.Scorer.Models;
using Faultline.Scorer.Tests.Predict;
using Faultline.TimeSeries;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Faultline.Scorer.Tests.Models;

/// <summary>The registry in two replicas that share a database and a Redis server.</summary>
public sealed class RegistryTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task FirstStart_RegistersTheReleasesModel_OnceForAllReplicas()
    {
        var versions = await registry.Other.Viewer.GetFromJsonAsync<JsonElement>($"/models/{ReleaseModel.Name}/versions");

        var version = Assert.Single(versions.EnumerateArray());
        Assert.Equal((1, "faultline", "release"), (version.GetProperty("version").GetInt32(), version.GetProperty("kind").GetString(), version.GetProperty("registered_by").GetString()));
        Assert.Equal(Machine.Model.Info.Version, version.GetProperty("fingerprint").GetString());
        Assert.Equal(64, version.GetProperty("sha256").GetString()!.Length);
        Assert.Equal(4, version.GetProperty("evaluation").GetProperty("components").GetArrayLength());
    }

    [Fact]
    public async Task Promote_IsInServiceInEveryReplica_WithItsHistory_AndRollsBack()
    {
        var before = registry.One.Set.Active(Component.Valve).Classifier.Fingerprint;
        var model = new ValveModel(3, certainty: 4);
        var version = await registry.RegisterAsync(model);

        var revision = await registry.PromoteAsync(version);
        var set = await registry.Other.ServingAsync(set => set.Revision >= revision);

        Assert.Equal(model.Sha256[..12], set.Active(Component.Valve).Classifier.Fingerprint);
        Assert.Equal(set.Version, registry.One.Set.Version);
        var answer = await PredictAsync(registry.Other);
        Assert.Equal(73, answer.GetProperty("components")[1].GetProperty("condition").GetDouble());
        Assert.Contains(model.Sha256[..12], answer.GetProperty("model_version").GetString(), StringComparison.Ordinal);

        var back = await registry.OrderAsync("/models/roll-back", new { components = new[] { "valve" }, reason = "It always says the same." });
        await registry.Other.ServingAsync(set => set.Revision >= back);

        Assert.Equal(before, registry.Other.Set.Active(Component.Valve).Classifier.Fingerprint);
        var history = await registry.Other.Viewer.GetFromJsonAsync<JsonElement>("/models/history?limit=2");
        Assert.Equal(["roll_back", "promote"], history.EnumerateArray().Select(change => change.GetProperty("action").GetString()));
        Assert.Equal(
            ("ada", $"valve-net/{version}", "It always says the same."),
            (history[0].GetProperty("made_by").GetString(), history[0].GetProperty("from").GetString(), history[0].GetProperty("reason").GetString()));
        Assert.Equal(history[1].GetProperty("from").GetString(), history[0].GetProperty("to").GetString());
    }

    [Fact]
    public async Task Promote_UnderContinuousLoad_EveryRequestHasTheOldModelOrTheNew_AndAfterItTheNew()
    {
        List<int> versions = [];
        for (var i = 0; i < 4; i++)
            versions.Add(await registry.RegisterAsync(new ValveModel(i, certainty: 5)));
        // What answers after how many changes; the last one is rolled back.
        List<(string?, double)> expected = [Said(await PredictAsync(registry.One))];
        PredictLoad[] loads = [new(registry.One, 3, Body()), new(registry.Other, 3, Body())];
        await Task.WhenAll(loads.Select(load => load.AskedSinceAsync(0)));

        foreach (var order in (Func<Task<long>>[])[.. versions.Select(version => (Func<Task<long>>)(() => registry.PromoteAsync(version))), RollBackAsync])
        {
            foreach (var load in loads)
                load.Begin();
            var revision = await order();
            expected.Add(Said(await PredictAsync(registry.One)));
            // Who has its order answered is served by the new model at once; the other replica when it has heard of it.
            await loads[0].DoneAsync();
            await registry.Other.ServingAsync(set => set.Revision >= revision);
            await loads[1].DoneAsync();
        }

        Assert.Equal([100, 90, 80, 73, 80], expected.Skip(1).Select(said => said.Item2));
        foreach (var load in loads)
        {
            var answers = await load.StopAsync();
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
            Assert.All(answers, answer => Assert.Contains(answer.Said, expected[answer.Earliest..(answer.Latest + 1)]));
        }
    }

    [Fact]
    public async Task Promote_WithoutRedis_IsSeenByAsking()
    {
        await using var alone = await RunningScorer.StartAsync(registry.Database.ConnectionString, "127.0.0.1:1,connectTimeout=200");
        var revision = await registry.PromoteAsync(await registry.RegisterAsync(new ValveModel(1, certainty: 6)));

        var set = await alone.ServingAsync(set => set.Revision >= revision);

        Assert.Equal(new ValveModel(1, certainty: 6).Sha256[..12], set.Active(Component.Valve).Classifier.Fingerprint);
    }

    [Fact]
    public async Task Promote_AModelThatWasDamagedInTheDatabase_IsRefused_AndNothingChanges()
    {
        var version = await registry.RegisterAsync(new ValveModel(2, certainty: 7));
        await registry.Database.ExecuteAsync($"UPDATE model SET content = substring(content FROM 2) WHERE name = 'valve-net' AND version = {version}");
        var before = registry.One.Set.Revision;

        using var answer = await registry.One.Admin.PostAsJsonAsync($"/models/valve-net/versions/{version}/promote", new { reason = "A try." });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("SHA-256", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await registry.Database.Get<ModelRoles>().RevisionAsync());
    }

    [Fact]
    public async Task Upload_OfTheSameBytes_IsTheSameVersion()
    {
        var model = new ValveModel(0, certainty: 8);
        var version = await registry.RegisterAsync(model, "twice");

        using var again = await registry.UploadAsync(model.Manifest("twice"), model.Content);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(version, (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Upload_WithFaults_TellsAllAndStoresNothing()
    {
        var model = new ValveModel(0);
        using var answer = await registry.UploadAsync(model.Manifest("No Name") with { Kind = "pickle", Sha256 = "12" }, model.Content);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["manifest.kind", "manifest.name", "manifest.sha256"], errors.EnumerateObject().Select(error => error.Name).Order());
    }

    [Fact]
    public async Task Upload_OfAModelThatAnswersOtherwise_IsRefused()
    {
        var model = new ValveModel(0);
        using var answer = await registry.UploadAsync(model.Manifest("liar") with { Sample = model.Sample(wrongBy: 0.1) }, model.Content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await registry.Database.Get<ModelStore>().ListAsync("liar"));
    }

    [Theory]
    [InlineData("/models/valve-net/versions/999/promote", HttpStatusCode.NotFound)]
    [InlineData("/models/no-such/versions/1/promote", HttpStatusCode.NotFound)]
    public async Task Promote_WhatIsNotThere_IsNotFound(string path, HttpStatusCode expected)
    {
        using var answer = await registry.One.Admin.PostAsJsonAsync(path, new { reason = "A try." });

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Promote_ForAComponentThatItDoesNotAnswerFor_IsRefused()
    {
        var version = await registry.RegisterAsync(new ValveModel(0, certainty: 9));
        using var answer = await registry.One.Admin.PostAsJsonAsync($"/models/valve-net/versions/{version}/promote", new { components = new[] { "pump" } });
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");

        Assert.Equal(["components", "reason"], errors.EnumerateObject().Select(error => error.Name).Order());
    }

    [Theory]
    [InlineData("/models/valve-net/versions/1/promote")]
    [InlineData("/models/roll-back")]
    [InlineData("/models/shadow/withdraw")]
    public async Task Orders_OfAViewer_AreForbidden(string path)
    {
        using var answer = await registry.One.Viewer.PostAsJsonAsync(path, new { reason = "A try." });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Upload_OfAViewer_IsForbidden()
    {
        var model = new ValveModel(0);
        using var answer = await registry.UploadAsync(model.Manifest("from-a-viewer"), model.Content, registry.One.Viewer);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Shadow_ScoresBesideTheActiveModel_AndItsDisagreementIsTold()
    {
        var version = await registry.RegisterAsync(new ValveModel(3, certainty: 10), "shadow-net");
        var revision = await registry.PromoteAsync(version, "shadow", "shadow-net");
        var set = await registry.Other.ServingAsync(set => set.Revision >= revision);
        var comparison = registry.Other.Services.GetRequiredService<ShadowComparison>();
        var verdict = set.Score(new Machine().Cycle);

        comparison.Compare(set, new Machine().Cycle, verdict, Machine.At(60));
        comparison.Compare(set, new Machine().Cycle, verdict, Machine.At(61));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        JsonElement told;
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            var info = await registry.One.Viewer.GetFromJsonAsync<JsonElement>("/models/info", patience.Token);
            told = info.GetProperty("serving")[1].GetProperty("disagreement");
        }
        while (told.ValueKind == JsonValueKind.Null);
        var differs = verdict.Components[1].Condition != 73;
        Assert.Equal((2, differs ? 2 : 0), (told.GetProperty("windows").GetInt32(), told.GetProperty("disagreements").GetInt32()));
        Assert.Equal(Machine.At(61), told.GetProperty("until").GetDateTimeOffset());
        var withdrawn = await registry.OrderAsync("/models/shadow/withdraw", new { components = new[] { "valve" }, reason = "Seen enough." });
        Assert.False((await registry.Other.ServingAsync(set => set.Revision >= withdrawn)).HasShadow);
    }

    private Task<long> RollBackAsync() => registry.OrderAsync("/models/roll-back", new { components = new[] { "valve" }, reason = "Back to the one before." });

    private static (string?, double) Said(JsonElement answer) => new PredictAnswer(0, 0, HttpStatusCode.OK, answer).Said;

    private static string Body() => new JsonObject { ["sensors"] = Sample.Cycle(new Machine().Cycle) }.ToJsonString();

    private static async Task<JsonElement> PredictAsync(RunningScorer scorer)
    {
        using var answer = await scorer.Viewer.PostAsync(new Uri("/predict", UriKind.Relative), new StringContent(Body(), null, "application/json"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
