using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Tests.Server;

namespace Faultline.Interop.OpcUa;

/// <summary>Clients of other stacks at our server: browse, read, write, call, subscribe, and come back after our restart.</summary>
public sealed class PeerClientsAgainstOwnServerTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("faultline-peer-client-").FullName;
    private readonly OwnServer _server = new();

    public static TheoryData<string, MessageSecurityMode, string> Endpoints => new()
    {
        { "None", MessageSecurityMode.None, "-" },
        { "None", MessageSecurityMode.None, "operator:secret" },
        { "Basic256Sha256", MessageSecurityMode.SignAndEncrypt, "-" },
        { "Basic256Sha256", MessageSecurityMode.SignAndEncrypt, "operator:secret" },
        { "Aes256_Sha256_RsaPss", MessageSecurityMode.SignAndEncrypt, "operator:secret" },
    };

    public Task InitializeAsync() => _server.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableTheory]
    [MemberData(nameof(Endpoints))]
    public async Task NodeOpcUa_Endpoint_UsesEveryService(string policy, MessageSecurityMode mode, string user)
    {
        await using var peer = StartNode(policy, mode, user);
        await WalkAsync(peer);
        await EndAsync(peer);
    }

    [SkippableTheory]
    [MemberData(nameof(Endpoints))]
    public async Task Open62541_Endpoint_UsesEveryService(string policy, MessageSecurityMode mode, string user)
    {
        await using var peer = await StartOpen62541Async(policy, mode, user);
        await WalkAsync(peer);
        await EndAsync(peer);
    }

    [SkippableFact]
    public async Task NodeOpcUa_ServerRestarted_ComesBack()
    {
        await using var peer = StartNode("Basic256Sha256", MessageSecurityMode.SignAndEncrypt, "operator:secret");
        await RestartAsync(peer);
    }

    [SkippableFact]
    public async Task Open62541_ServerRestarted_ComesBack()
    {
        await using var peer = await StartOpen62541Async("Basic256Sha256", MessageSecurityMode.SignAndEncrypt, "operator:secret");
        await RestartAsync(peer);
    }

    /// <summary>The peer leaves nothing behind. It may be gone before its last request is taken, so the server is asked until it was.</summary>
    private async Task EndAsync(PeerProcess peer)
    {
        await peer.EndAsync();
        using var bystander = new PeerClient(_server.Url, EndpointSecurity.None);
        for (var asked = 0; asked < 200 && _server.Counters.Sessions > 0; asked++)
            await OpcUaDiscovery.GetEndpointsAsync(bystander.Options, CancellationToken.None);
        Assert.Equal((0, 0), (_server.Counters.Sessions, _server.Counters.Subscriptions));
    }

    private async Task RestartAsync(PeerProcess peer)
    {
        await WalkAsync(peer);
        await _server.StopAsync();
        await _server.StartAsync();
        await peer.LineAsync("VALUES");
        Assert.Equal(1, _server.Counters.Subscriptions);
    }

    private static async Task WalkAsync(PeerProcess peer)
    {
        Assert.Equal(["Add", "Counter", "Curve", "Setpoint", "Temperature"], (await peer.LineAsync("browse ")).Split(',').Order());
        Assert.Equal("42.5", await peer.LineAsync("read "));
        Assert.Equal("Good 17.25", await peer.LineAsync("write "));
        Assert.Equal("Good 6.5", await peer.LineAsync("call "));
        await peer.LineAsync("VALUES");
    }

    private PeerProcess StartNode(string policy, MessageSecurityMode mode, string user)
    {
        Peer.RequireNodePackage("opcua", "node-opcua");
        var script = Path.Combine(Peer.RepositoryRoot, "Tests", "Interop", "OpcUa", "peers", "node-opcua-client.js");
        return PeerProcess.Start(Peer.RequireProgram("node"), script, _folder, _server.Url.ToString(), policy, mode.ToString(), user);
    }

    private async Task<PeerProcess> StartOpen62541Async(string policy, MessageSecurityMode mode, string user)
    {
        var program = Peer.RequireBuilt("open62541", "open62541-client");
        using var certificate = ApplicationCertificate.Create("open62541", "urn:faultline:peer:open62541-client", ["127.0.0.1"], TimeProvider.System);
        using var key = certificate.GetRSAPrivateKey()!;
        var (own, secret, trusted) = (Path.Combine(_folder, "own.der"), Path.Combine(_folder, "key.der"), Path.Combine(_folder, "server.der"));
        await File.WriteAllBytesAsync(own, certificate.RawData);
        await File.WriteAllBytesAsync(secret, key.ExportPkcs8PrivateKey());
        await File.WriteAllBytesAsync(trusted, TestServer.Certificate.RawData);
        var (name, password) = user.Split(':') is [var first, var second] ? (first, second) : ("-", "-");
        string[] security = SecurityPolicy.All.Single(known => known.Name == policy).IsNone && name == "-" ? [] : [own, secret, trusted];
        return PeerProcess.Start(
            program,
            [
                _server.Url.ToString().TrimEnd('/'), SecurityPolicy.All.Single(known => known.Name == policy).Uri,
                ((int)mode).ToString(CultureInfo.InvariantCulture), name, password, .. security,
            ]);
    }
}
