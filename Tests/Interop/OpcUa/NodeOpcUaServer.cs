namespace Faultline.Interop.OpcUa;

/// <summary>node-opcua as server, with a folder of its own for its certificates.</summary>
internal sealed class NodeOpcUaServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("faultline-node-opcua-").FullName;
    private PeerProcess? _process;
    private int _port;

    internal string Url => $"opc.tcp://127.0.0.1:{_port}";

    internal int Port => _port;

    public async Task InitializeAsync()
    {
        // Without the peer every test of the fixture skips by itself; a fixture cannot.
        try
        {
            Require();
        }
        catch (SkipException)
        {
            return;
        }

        var script = Path.Combine(Peer.RepositoryRoot, "Tests", "Interop", "OpcUa", "peers", "node-opcua-server.js");
        _process = PeerProcess.Start(Peer.RequireProgram("node"), script, _folder);
        _port = await _process.PortAsync();
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal static void Require()
    {
        Peer.RequireProgram("node");
        Peer.RequireNodePackage("opcua", "node-opcua");
    }
}
