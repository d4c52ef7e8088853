using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Server.Sessions;

namespace Faultline.Collector.Tests.OpcUa;

/// <summary>A server without security with one node, found as /1:Count, that is one more each time that it is read or sampled. Started again, it has another id.</summary>
internal sealed class CountingPress : IVariableSource, IAsyncDisposable
{
    private const string Uri = "urn:faultline:test:counter";
    private OpcUaServer server = null!;
    private int count;
    private int runs;

    public CountingPress() => Start();

    public Uri Url => new($"opc.tcp://127.0.0.1:{server.Port}");

    public Signal Counted { get; } = new();

    public int Count => Volatile.Read(ref count);

    public DataValue Read()
    {
        var value = Variant.From((double)Interlocked.Increment(ref count));
        Counted.Set();
        return new DataValue { Value = value, SourceTimestamp = TimeProvider.System.GetUtcNow().UtcDateTime };
    }

    public StatusCode Write(DataValue value) => Protocols.OpcUa.StatusCodes.BadNotWritable;

    /// <summary>Cuts the connections; sessions, subscriptions and queues stay.</summary>
    public void Drop() => server.DropConnections();

    /// <summary>Ends, and starts on the same port.</summary>
    public async Task RestartAsync()
    {
        var port = server.Port;
        await server.DisposeAsync();
        Start(port);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private void Start(int port = 0)
    {
        var space = new AddressSpace(Uri, [], TimeProvider.System);
        space.AddVariable(space.Objects, new VariableNode(new NodeId($"Count{++runs}", 1), new QualifiedName("Count", 1), NodeIds.Double, this));
        server = new OpcUaServer(space, new OpcUaServerOptions
        {
            ApplicationUri = Uri, Port = port, Security = [OfferedSecurity.None], Users = new UserList { AnonymousUser = OpcUaUser.AnonymousReader },
        });
        server.Start();
    }
}
