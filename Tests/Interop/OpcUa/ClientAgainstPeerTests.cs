using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Interop.OpcUa;

/// <summary>What our client does with any server; each peer has a class of its own.</summary>
public abstract class ClientAgainstPeerTests(IOpcUaPeer peer)
{
    private static readonly NodeId Temperature = new("Temperature", 1);
    private static readonly NodeId Setpoint = new("Setpoint", 1);
    private static readonly NodeId Machine = new("Machine", 1);

    public static TheoryData<string, MessageSecurityMode, bool> Endpoints => new()
    {
        { "None", MessageSecurityMode.None, false },
        { "None", MessageSecurityMode.None, true },
        { "Basic256Sha256", MessageSecurityMode.SignAndEncrypt, false },
        { "Basic256Sha256", MessageSecurityMode.SignAndEncrypt, true },
        { "Basic256Sha256", MessageSecurityMode.Sign, true },
        { "Aes128_Sha256_RsaOaep", MessageSecurityMode.SignAndEncrypt, true },
        { "Aes256_Sha256_RsaPss", MessageSecurityMode.SignAndEncrypt, true },
    };

    [SkippableTheory]
    [MemberData(nameof(Endpoints))]
    public async Task Session_Endpoint_ReadsWritesAndCalls(string policy, MessageSecurityMode mode, bool asUser)
    {
        peer.Require();
        var security = new EndpointSecurity(SecurityPolicy.All.Single(known => known.Name == policy), mode);
        using var ours = new PeerClient(peer.Url, security, asUser ? OpcUaIdentity.User("operator", "secret") : null);
        await using var client = await ours.ConnectAsync();

        var value = Assert.Single(await client.ReadValuesAsync([Temperature], CancellationToken.None));
        Assert.Equal(Variant.From(42.5), value.Value);
        Assert.NotEqual(default, value.SourceTimestamp);
        Assert.NotEqual(default, value.ServerTimestamp);

        await client.WriteValueAsync(Setpoint, Variant.From(17.25), CancellationToken.None);
        Assert.Equal(Variant.From(17.25), Assert.Single(await client.ReadValuesAsync([Setpoint], CancellationToken.None)).Value);

        var sum = await client.CallAsync(Machine, new NodeId("Add", 1), [Variant.From(2.5), Variant.From(4.0)], CancellationToken.None);
        Assert.Equal([Variant.From(6.5)], sum);
    }

    [SkippableFact]
    public async Task Discovery_Server_NamesItselfAndItsEndpoints()
    {
        peer.Require();
        using var ours = new PeerClient(peer.Url, EndpointSecurity.None);

        var servers = await OpcUaDiscovery.FindServersAsync(ours.Options, CancellationToken.None);
        var endpoints = await OpcUaDiscovery.GetEndpointsAsync(ours.Options, CancellationToken.None);

        Assert.StartsWith("urn:faultline:peer:", Assert.Single(servers).ApplicationUri, StringComparison.Ordinal);
        Assert.Equal(SecurityPolicy.Aes256Sha256RsaPss.Uri, EndpointSecurity.Best.Choose(endpoints)!.SecurityPolicyUri);
        Assert.Equal(MessageSecurityMode.SignAndEncrypt, EndpointSecurity.Best.Choose(endpoints)!.SecurityMode);
    }

    [SkippableFact]
    public async Task Connect_ServerNotTrusted_IsRefusedAndKeptAmongTheRejected()
    {
        peer.Require();
        using var ours = new PeerClient(peer.Url, PeerClient.Secure);
        await using var client = new OpcUaClient(ours.Options);

        var refusal = await Assert.ThrowsAsync<OpcUaException>(() => client.ConnectAsync(CancellationToken.None));

        Assert.Equal(StatusCodes.BadCertificateUntrusted, refusal.Status);
        var rejected = Assert.Single(ours.Store.List());
        Assert.Equal(CertificateTrust.Rejected, rejected.Trust);
        ours.Store.Trust(rejected.Thumbprint);
        await client.ConnectAsync(CancellationToken.None);
    }

    [SkippableFact]
    public async Task Session_WrongPassword_IsRefused()
    {
        peer.Require();
        using var ours = new PeerClient(peer.Url, PeerClient.Secure, OpcUaIdentity.User("operator", "wrong"));

        var refusal = await Assert.ThrowsAsync<OpcUaException>(ours.ConnectAsync);

        Assert.Contains(refusal.Status.Code, new[] { StatusCodes.BadUserAccessDenied, StatusCodes.BadIdentityTokenRejected });
    }

    [SkippableFact]
    public async Task Browse_Folder_FindsWhatPathsFind()
    {
        peer.Require();
        using var ours = new PeerClient(peer.Url, EndpointSecurity.None);
        await using var client = await ours.ConnectAsync();

        var machine = await PeerClient.FindAsync(client, "Machine");
        var children = await client.BrowseChildrenAsync(machine, CancellationToken.None);

        Assert.Superset(new HashSet<string?> { "Temperature", "Setpoint", "Counter", "Add" }, children.Select(child => child.BrowseName.Name).ToHashSet());
        Assert.Equal(Temperature, await PeerClient.FindAsync(client, "Machine", "Temperature"));
    }

    [SkippableFact]
    public async Task RegisteredNodes_Read_AnswerTheirValues()
    {
        peer.Require();
        using var ours = new PeerClient(peer.Url, EndpointSecurity.None);
        await using var client = await ours.ConnectAsync();

        var registered = await client.RegisterAsync([Temperature, Setpoint], CancellationToken.None);
        var values = await client.ReadValuesAsync(registered, CancellationToken.None);
        await client.UnregisterAsync(registered, CancellationToken.None);

        Assert.Equal(Variant.From(42.5), values[0].Value);
    }

    [SkippableFact]
    public async Task Services_FaultyNodes_AnswerABadStatusEach()
    {
        peer.Require();
        using var ours = new PeerClient(peer.Url, EndpointSecurity.None);
        await using var client = await ours.ConnectAsync();
        var missing = new NodeId("nowhere", 1);

        var values = await client.ReadValuesAsync([missing, Temperature], CancellationToken.None);
        var write = await Assert.ThrowsAsync<OpcUaException>(() => client.WriteValueAsync(missing, Variant.From(1.0), CancellationToken.None));
        var call = await Assert.ThrowsAsync<OpcUaException>(() => client.CallAsync(Machine, missing, [], CancellationToken.None));

        Assert.Equal(StatusCodes.BadNodeIdUnknown, values[0].Status);
        Assert.True(values[1].Status.IsGood);
        Assert.Equal(StatusCodes.BadNodeIdUnknown, write.Status);
        Assert.True(call.Status.IsBad);
    }
}
