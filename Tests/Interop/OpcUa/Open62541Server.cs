using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Certificates;

namespace Faultline.Interop.OpcUa;

/// <summary>open62541 as server: a small C program with the library of Debian's package.</summary>
public class Open62541Server : IOpcUaPeer
{
    private readonly string _folder = Directory.CreateTempSubdirectory("faultline-open62541-").FullName;
    private readonly int _limit;
    private readonly int _port = FreePort();
    private PeerProcess? _process;

    /// <summary>Without limits.</summary>
    public Open62541Server()
        : this(0)
    {
    }

    /// <summary>With limits for each request.</summary>
    protected Open62541Server(int limit) => _limit = limit;

    public Uri Url => new($"opc.tcp://127.0.0.1:{_port}");

    private string Certificate => Path.Combine(_folder, "certificate.der");

    private string Key => Path.Combine(_folder, "key.der");

    public async Task InitializeAsync()
    {
        using var certificate = ApplicationCertificate.Create("open62541", "urn:faultline:peer:open62541", ["127.0.0.1"], TimeProvider.System);
        using var key = certificate.GetRSAPrivateKey()!;
        await File.WriteAllBytesAsync(Certificate, certificate.RawData);
        await File.WriteAllBytesAsync(Key, key.ExportPkcs8PrivateKey());
        if (Peer.HasBuilt("open62541", "open62541-server"))
            await StartAsync();
    }

    public async Task StartAsync()
    {
        _process = PeerProcess.Start(
            Peer.RequireBuilt("open62541", "open62541-server"), _port.ToString(CultureInfo.InvariantCulture), Certificate, Key,
            _limit.ToString(CultureInfo.InvariantCulture));
        await _process.PortAsync();
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

    public void Require() => Peer.RequireBuilt("open62541", "open62541-server");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
