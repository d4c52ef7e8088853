using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.Scorer.Models;
using Faultline.Tests.Databases;
using Xunit;

namespace Faultline.Scorer.Tests.Models;

/// <summary>A database, a Redis server and two replicas of the scorer; the release's model is in service in both.</summary>
public sealed class RegistryFixture : IAsyncLifetime, IDisposable
{
    private readonly DatabaseFixture databases = new();
    private readonly RedisServer redis = RedisServer.Started();

    internal TestDatabase Database { get; private set; } = null!;

    internal RunningScorer One { get; private set; } = null!;

    internal RunningScorer Other { get; private set; } = null!;

    internal string Redis => redis.ConnectionString;

    public async Task InitializeAsync()
    {
        Database = await databases.CreateAsync();
        One = await RunningScorer.StartAsync(Database.ConnectionString, Redis);
        Other = await RunningScorer.StartAsync(Database.ConnectionString, Redis);
        await One.ServingAsync(set => set.Revision > 0);
        await Other.ServingAsync(set => set.Revision > 0);
    }

    /// <summary>Uploads through the first replica.</summary>
    internal Task<HttpResponseMessage> UploadAsync(ModelManifest manifest, byte[] content, HttpClient? client = null)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(JsonSerializer.Serialize(manifest, FaultlineJson.Options)), "manifest" },
            { new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "model", "model.bin" },
        };
        return (client ?? One.Admin).PostAsync(new Uri("/models", UriKind.Relative), form);
    }

    /// <summary>Registers a model of the valve and returns its version.</summary>
    internal async Task<int> RegisterAsync(ValveModel model, string name = "valve-net")
    {
        using var answer = await UploadAsync(model.Manifest(name), model.Content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt32();
    }

    /// <summary>Changes roles through the first replica and returns the new revision.</summary>
    internal async Task<long> OrderAsync(string path, object body)
    {
        using var answer = await One.Admin.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("revision").GetInt64();
    }

    internal Task<long> PromoteAsync(int version, string role = "active", string name = "valve-net") =>
        OrderAsync($"/models/{name}/versions/{version}/promote", new { role, reason = "It is to be tried." });

    public async Task DisposeAsync()
    {
        foreach (var scorer in (RunningScorer?[])[One, Other])
        {
            if (scorer is not null)
                await scorer.DisposeAsync();
        }
        if (Database is not null)
            await Database.DisposeAsync();
        await databases.DisposeAsync();
    }

    public void Dispose()
    {
        redis.Dispose();
        databases.Dispose();
    }
}
