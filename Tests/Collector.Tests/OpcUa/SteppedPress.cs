using Faultline.Contracts;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Server.Sessions;

namespace Faultline.Collector.Tests.OpcUa;

/// <summary>A server without security, one double ns=1;s=Force, which the test sets with status and times.</summary>
internal sealed class SteppedPress : IAsyncDisposable
{
    private readonly OpcUaServer server;

    public SteppedPress()
    {
        const string Uri = "urn:faultline:test:press";
        var space = new AddressSpace(Uri, [], TimeProvider.System);
        Force = new StoredValue(Variant.From(0.0), TimeProvider.System);
        space.AddVariable(space.Objects, new VariableNode(new NodeId("Force", 1), new QualifiedName("Force", 1), NodeIds.Double, Force));
        server = new OpcUaServer(space, new OpcUaServerOptions
        {
            ApplicationUri = Uri, Port = 0, Security = [OfferedSecurity.None], Users = new UserList { AnonymousUser = OpcUaUser.AnonymousReader },
        });
        server.Start();
    }

    public StoredValue Force { get; }

    /// <summary>The press as a device, subscribed to every 20 ms with a queue.</summary>
    public DeviceConfiguration Device() => Samples.Device(server.Port, new TagConfiguration
    {
        Name = "Force", Ordinal = 1, IntervalMs = 20, PhysicalMinimum = -1000, PhysicalMaximum = 1000, OpcUa = new OpcUaTag { Node = "ns=1;s=Force", QueueSize = 20 },
    }) with
    {
        Protocol = DeviceProtocol.OpcUa,
        Modbus = null,
        OpcUa = new OpcUaSettings { Security = OpcUaSecurity.None, PublishingIntervalMs = 20, KeepAliveMs = 1000 },
    };

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
