using System.Net.Http.Json;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.EndToEnd;
using Faultline.EndToEnd.Line;

namespace Faultline.Benchmarks.Scenarios.Latency;

/// <summary>
/// Has the line's collector read the simulator's machines over OPC UA instead of Modbus: the same tags, subscribed to with a publishing interval of 20 ms over the best security that is
/// offered. Each side comes to trust the other as engineers do it: the server's certificate by the API, the collector's by moving its file.
/// </summary>
internal static class OpcUaPlant
{
    public const double PublishingIntervalMs = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task TakeOverAsync(AppHostFixture line, Plant plant, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var server = line.Endpoint("simulator", "opcua");
        var replaced = TimeProvider.System.GetUtcNow();
        var ids = (await plant.GetAsync("/api/devices")).EnumerateArray().Select(device => device.GetProperty("id").GetString()!).ToArray();
        foreach (var id in ids)
            await ReplaceAsync(plant, id, server, limit.Token);
        await TrustServerAsync(plant, limit.Token);
        await TrustCollectorAsync(Path.Combine(line.DataFolder, "simulator"), limit.Token);
        await UntilAsync(async () => (await plant.GetAsync("/api/devices")).EnumerateArray().All(device => IsAnswering(device, replaced)), limit.Token);
    }

    private static async Task ReplaceAsync(Plant plant, string id, Uri server, CancellationToken cancellationToken)
    {
        var path = new Uri($"/api/devices/{id}", UriKind.Relative);
        var device = await plant.Http.GetFromJsonAsync<DeviceConfiguration>(path, FaultlineJson.Options, cancellationToken);
        using var answer = await plant.Http.PutAsJsonAsync(path, ToOpcUa(device!, server), FaultlineJson.Options, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"PUT {path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }

    private static DeviceConfiguration ToOpcUa(DeviceConfiguration device, Uri server) => device with
    {
        Protocol = DeviceProtocol.OpcUa,
        Host = server.Host,
        Port = server.Port,
        Modbus = null,
        OpcUa = new OpcUaSettings { PublishingIntervalMs = PublishingIntervalMs },
        Tags = [.. device.Tags.Select(tag => tag with { Modbus = null, OpcUa = new OpcUaTag { Node = $"ns=2;s={device.Id}.{tag.Name}" } })],
    };

    private static async Task TrustServerAsync(Plant plant, CancellationToken cancellationToken)
    {
        string? rejected = null;
        await UntilAsync(
            async () => (rejected = (await plant.GetAsync("/api/certificates")).GetProperty("certificates").EnumerateArray()
                .Where(certificate => certificate.GetProperty("trust").GetString() == "rejected").Select(certificate => certificate.GetProperty("thumbprint").GetString()).FirstOrDefault()) is not null,
            cancellationToken);
        using var answer = await plant.Http.PostAsync(new Uri($"/api/certificates/{rejected}/trust", UriKind.Relative), null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task TrustCollectorAsync(string folder, CancellationToken cancellationToken)
    {
        var (rejected, trusted) = (Path.Combine(folder, "rejected"), Path.Combine(folder, "trusted"));
        await UntilAsync(() => Task.FromResult(Directory.Exists(rejected) && Directory.EnumerateFiles(rejected, "*.der").Any()), cancellationToken);
        Directory.CreateDirectory(trusted);
        foreach (var file in Directory.EnumerateFiles(rejected, "*.der").ToArray())
            File.Move(file, Path.Combine(trusted, Path.GetFileName(file)));
    }

    private static bool IsAnswering(JsonElement device, DateTimeOffset replaced) =>
        device.GetProperty("status") is { ValueKind: JsonValueKind.Object } status && status.GetProperty("state").GetString() == "answering"
        && status.GetProperty("since").GetDateTimeOffset() > replaced;

    private static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await condition())
            await timer.WaitForNextTickAsync(cancellationToken);
    }
}
