using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Tests.Client;
using Xunit.Abstractions;

namespace Faultline.Fuzz.OpcUa;

/// <summary>Client against a server whose messages are damaged anywhere: every call ends, with its answer or an <see cref="OpcUaException"/>.</summary>
public class OpcUaClientFuzz(ITestOutputHelper output)
{
    private const int SideBySide = 12;

    [Fact]
    public async Task Client_DamagedServer_EndsEveryCall()
    {
        var memory = new MemoryBound();
        var (before, clients) = (DamagingStream.Damaged, 0);
        // Side by side, for a client mostly waits for what a damaged server does not answer.
        await FuzzRun.SeedsAsync(
            60 / SideBySide,
            random =>
            {
                clients += SideBySide;
                return Task.WhenAll(Enumerable.Range(0, SideBySide).Select(_ => random.Next()).ToArray().Select(seed => TormentAsync(new Random(seed))));
            },
            () => DamagingStream.Damaged - before);
        memory.Check();
        output.WriteLine($"{DamagingStream.Damaged - before} damaged messages to {clients} clients");
    }

    private static async Task TormentAsync(Random random)
    {
        // Discovery and session take some ten writes; damage begins within them or in what follows.
        var spared = random.Next(25);
        await using var server = new ScriptedServer(stream => new DamagingStream(stream, random, spared));
        var options = new OpcUaClientOptions
        {
            Url = server.Url, Security = EndpointSecurity.None, RequestTimeout = TimeSpan.FromMilliseconds(300), Limits = new OpcUaLimits { MessageSize = 1 << 20 },
        };
        await using var client = new OpcUaClient(options);
        try
        {
            await client.ConnectAsync(CancellationToken.None);
            var subscription = await client.SubscribeAsync(new SubscriptionOptions(), new IgnoringSink(), CancellationToken.None);
            await subscription.AddAsync([new MonitoredItemSettings(1, NodeIds.Server_ServerStatus_State)], CancellationToken.None);
            for (var number = 1u; number < 6 && !client.Lost.IsCompleted; number++)
                await (await NextAsync(server, client)).AnswerAsync(subscription.Id, number + (uint)random.Next(2), number);
            await client.BrowseChildrenAsync(NodeIds.ObjectsFolder, CancellationToken.None);
        }
        catch (Exception ended) when (ended is OpcUaException or ObjectDisposedException)
        {
            // The client, or the server's side of the connection, gave up what is no OPC UA any more.
        }
    }

    /// <summary>The next Publish request; where the client is lost, none comes.</summary>
    private static async Task<ScriptedServer.Publish> NextAsync(ScriptedServer server, OpcUaClient client)
    {
        var publish = server.PublishAsync();
        await Task.WhenAny(publish, client.Lost);
        return client.Lost.IsCompleted ? throw await client.Lost : await publish;
    }

    private sealed class IgnoringSink : ISubscriptionSink
    {
        public void OnDataChange(Subscription subscription, DataChangeReader values)
        {
            foreach (var value in values)
                _ = value.Value.Value.TryGetDouble(out _);
        }

        public void OnGap(Subscription subscription, SubscriptionGap gap)
        {
        }
    }
}
