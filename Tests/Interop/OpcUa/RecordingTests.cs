using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Interop.OpcUa;

/// <summary>
/// Takes down what peers send, for the golden bytes of Tests/Protocols.OpcUa.Tests: run with FAULTLINE_RECORD set to a folder. Policy None, so the bytes
/// are those of the encoding.
/// </summary>
public sealed class RecordingTests(NodeOpcUaServer nodeOpcUa, Open62541Server open62541) : IClassFixture<NodeOpcUaServer>, IClassFixture<Open62541Server>
{
    [SkippableFact]
    public Task NodeOpcUa_Traffic_IsTakenDown() => RecordAsync(nodeOpcUa, "node-opcua");

    [SkippableFact]
    public Task Open62541_Traffic_IsTakenDown() => RecordAsync(open62541, "open62541");

    private static async Task RecordAsync(IOpcUaPeer peer, string name)
    {
        var folder = Environment.GetEnvironmentVariable("FAULTLINE_RECORD");
        Skip.If(string.IsNullOrEmpty(folder), "FAULTLINE_RECORD names no folder to record into");
        peer.Require();
        using var recorded = new MemoryStream();
        await using var wire = await CuttableWire.StartAsync(peer.Url, recorded);
        using var ours = new PeerClient(wire.Url, EndpointSecurity.None);
        await using (var client = await ours.ConnectAsync())
        {
            var sink = new RecordingSink();
            await client.BrowseChildrenAsync(new NodeId("Machine", 1), CancellationToken.None);
            await client.ReadValuesAsync([new NodeId("Temperature", 1), new NodeId("nowhere", 1)], CancellationToken.None);
            await client.WriteValueAsync(new NodeId("Setpoint", 1), Variant.From(3.5), CancellationToken.None);
            await client.CallAsync(new NodeId("Machine", 1), new NodeId("Add", 1), [Variant.From(1.0), Variant.From(2.0)], CancellationToken.None);
            await PeerClient.FindAsync(client, "Machine", "Temperature");
            var subscription = await client.SubscribeAsync(new SubscriptionOptions { PublishingInterval = TimeSpan.FromMilliseconds(50) }, sink, CancellationToken.None);
            await subscription.AddAsync(
                [new MonitoredItemSettings(1, new NodeId("Temperature", 1)), new MonitoredItemSettings(2, new NodeId("Counter", 1)) { Mode = MonitoringMode.Reporting }],
                CancellationToken.None);
            await sink.NextAsync(1, _ => true);
        }

        await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(folder!).FullName, name + ".bin"), recorded.ToArray());
    }
}
