using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Faultline.Interop.OpcUa;

/// <summary>node-opcua as server, with a folder of its own for its certificates.</summary>
public class NodeOpcUaServer : IOpcUaPeer
{
    private readonly string _folder = Directory.CreateTempSubdirectory("faultline-node-opcua-").FullName;
    private readonly int _limit;
    private PeerProcess? _process;

    /// <summary>Without limits.</summary>
    public NodeOpcUaServer()
        : this(0)
    {
    }

    /// <summary>With limits for each request.</summary>
    protected NodeOpcUaServer(int limit) => _limit = limit;

    public Uri Url => new($"opc.tcp://127.0.0.1:{Port}");

    internal int Port { get; private set; }

    /// <summary>Makes the owner of a certificate a user, from its next start on.</summary>
    internal async Task AddUserAsync(X509Certificate2 certificate)
    {
        var users = Directory.CreateDirectory(Path.Combine(_folder, "user-pki", "trusted", "certs"));
        await File.WriteAllTextAsync(Path.Combine(users.FullName, "user.pem"), certificate.ExportCertificatePem());
    }

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

        await StartAsync();
    }

    public async Task StartAsync()
    {
        var script = Path.Combine(Peer.RepositoryRoot, "Tests", "Interop", "OpcUa", "peers", "node-opcua-server.js");
        _process = PeerProcess.Start(
            Peer.RequireProgram("node"), script, _folder, Port.ToString(CultureInfo.InvariantCulture), _limit.ToString(CultureInfo.InvariantCulture));
        Port = await _process.PortAsync();
    }

    public async Task StopAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _process = null;
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public void Require()
    {
        Peer.RequireProgram("node");
        Peer.RequireNodePackage("opcua", "node-opcua");
    }
}
