using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Server;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Tests.Server;
using Xunit.Abstractions;

namespace Faultline.Fuzz.OpcUa;

/// <summary>Server on a real socket: damaged messages end at worst their own connection, others are served meanwhile, and memory stays where it was.</summary>
public class OpcUaServerFuzz(ITestOutputHelper output)
{
    private const int Burst = 50;

    /// <summary>Sound channels and damaged requests of a session: each is answered, and the session goes on.</summary>
    [Fact]
    public async Task Server_DamagedRequests_AnswersEveryOne()
    {
        await using var server = Make();
        await using var bystander = await RawClient.LogInAsync(server);
        RawClient? client = null;
        var damaged = 0L;
        var memory = new MemoryBound();
        await FuzzRun.SeedsAsync(40, async random =>
        {
            client ??= await RawClient.LogInAsync(server);
            client = await TormentAsync(client, random) ? client : null;
            damaged += Burst;
            await AskAsync(bystander);
        }, () => damaged);
        if (client is not null)
            await client.DisposeAsync();
        memory.Check();
        output.WriteLine($"{server.Counters.Requests} requests, {server.Counters.Faults} refused");
    }

    /// <summary>Damaged bytes anywhere from Hello on.</summary>
    [Fact]
    public async Task Server_DamagedChunks_KeepsServingOthers()
    {
        await using var server = Make();
        await using var bystander = await RawClient.LogInAsync(server);
        var memory = new MemoryBound();
        var before = DamagingStream.Damaged;
        await FuzzRun.SeedsAsync(60, async random =>
        {
            await TormentAsync(server, random);
            await AskAsync(bystander);
        }, () => DamagingStream.Damaged - before);
        memory.Check();
        output.WriteLine($"{server.Counters.Requests} requests, {server.Counters.Refused[ServerBound.Channels]} channels ended");
    }

    private static TestServer Make() => new(options => options with
    {
        MaxSessionTimeout = TimeSpan.FromSeconds(5),
        HandshakeTimeout = TimeSpan.FromSeconds(5),
        Limits = new OpcUaServerLimits { Subscriptions = 20, MonitoredItems = 500, QueuedValues = 10_000, PublishRequests = 10, Connections = 1000 },
    });

    /// <summary>False where the connection ended, which a damaged CloseSession, say, may do.</summary>
    private static async Task<bool> TormentAsync(RawClient client, Random random)
    {
        try
        {
            var created = await client.AskAsync(new CreateSubscriptionRequest { RequestedPublishingInterval = 20, RequestedLifetimeCount = 30, PublishingEnabled = true });
            var requests = OpcUaRequests.All(client.Token, (created as CreateSubscriptionResponse)?.SubscriptionId ?? 1);
            for (var i = 0u; i < Burst; i++)
                await client.Channel.SendAsync(1_000_000 + i, new DamagedRequest(random, requests[random.Next(requests.Length)]), CancellationToken.None);
            await AskAsync(client);
            return true;
        }
        catch (Exception ended) when (ended is IOException or OpcUaException or ObjectDisposedException)
        {
            await client.DisposeAsync();
            return false;
        }
    }

    private static async Task TormentAsync(TestServer server, Random random)
    {
        var spared = random.Next(6);
        RawClient? client = null;
        try
        {
            client = await RawClient.OpenAsync(
                server, SecurityPolicy.None, MessageSecurityMode.None, wire: stream => new DamagingStream(stream, random, spared)).WaitAsync(TimeSpan.FromSeconds(10));
            for (var i = 0; i < 20 && !client.Ended.IsCompleted; i++)
                await client.Channel.SendAsync((uint)i, new GetEndpointsRequest { EndpointUrl = "opc.tcp://localhost" }, CancellationToken.None);
        }
        catch (Exception ended) when (ended is IOException or OpcUaException or ObjectDisposedException or TimeoutException)
        {
            // The server left a client that does not speak OPC UA, or waits for the rest of a chunk that never comes; its timeout ends it.
        }
        finally
        {
            if (client is not null)
                await client.DisposeAsync();
        }
    }

    private static async Task AskAsync(RawClient client) => await client.AskAsync<ReadResponse>(new ReadRequest
    {
        NodesToRead = [new ReadValueId { NodeId = NodeIds.Server_ServerStatus_State, AttributeId = AttributeIds.Value }],
    });
}
