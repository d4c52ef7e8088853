using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Interop.OpcUa;

/// <summary>One request after another over a channel: the layers below the client, against a peer.</summary>
internal sealed class BareSession(ClientSecureChannel channel) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private NodeId _token;

    internal ClientSecureChannel Channel => channel;

    internal static async Task<BareSession> OpenAsync(int port, string url, ClientChannelOptions options)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", port).WaitAsync(Limit);
        var stream = new NetworkStream(socket, ownsSocket: true);
        var transport = await OpcUaTransport.ConnectAsync(stream, url, OpcUaLimits.Default, CancellationToken.None).WaitAsync(Limit);
        return new BareSession(await ClientSecureChannel.OpenAsync(transport, options, CancellationToken.None).WaitAsync(Limit));
    }

    internal async Task<T> AskAsync<T>(IServiceRequest request)
    {
        var id = channel.NextRequestId();
        request.RequestHeader = new RequestHeader { AuthenticationToken = _token, RequestHandle = id, TimeoutHint = 20_000, Timestamp = TimeProvider.System.GetUtcNow().UtcDateTime };
        await channel.SendAsync(id, request, CancellationToken.None).AsTask().WaitAsync(Limit);
        using var message = await channel.ReceiveAsync(CancellationToken.None).AsTask().WaitAsync(Limit);
        Assert.Equal(id, message!.RequestId);
        var response = Assert.IsAssignableFrom<IServiceResponse>(message.Decode());
        Assert.True(response.ResponseHeader.ServiceResult.IsGood, response.ResponseHeader.ServiceResult.ToString());
        return Assert.IsType<T>(response);
    }

    /// <summary>CreateSession and ActivateSession; the server's signature is verified.</summary>
    internal async Task LogInAsync(string url, string applicationUri, Func<EndpointDescription, byte[], IOpcUaStructure> identity)
    {
        var nonce = RandomNumberGenerator.GetBytes(SessionSignature.MinNonceLength);
        var created = await AskAsync<CreateSessionResponse>(new CreateSessionRequest
        {
            ClientDescription = new ApplicationDescription
            {
                ApplicationUri = applicationUri, ApplicationName = new LocalizedText("Faultline"), ApplicationType = ApplicationType.Client,
            },
            EndpointUrl = url,
            SessionName = "faultline",
            ClientNonce = nonce,
            ClientCertificate = channel.OwnCertificate?.RawData,
            RequestedSessionTimeout = 60_000,
        });
        Assert.True(SessionSignature.Verify(
            channel.Policy, channel.PeerCertificate, channel.OwnCertificate?.RawData, nonce, created.ServerSignature));
        _token = created.AuthenticationToken;
        var endpoint = created.ServerEndpoints.Single(offered => offered.SecurityPolicyUri == channel.Policy.Uri && offered.SecurityMode == channel.Mode);
        await AskAsync<ActivateSessionResponse>(new ActivateSessionRequest
        {
            ClientSignature = SessionSignature.Sign(channel.Policy, channel.OwnCertificate, created.ServerCertificate, created.ServerNonce),
            UserIdentityToken = ExtensionObject.From(identity(endpoint, created.ServerNonce!)),
        });
    }

    internal async Task<DataValue> ReadAsync(NodeId node) =>
        Assert.Single((await AskAsync<ReadResponse>(new ReadRequest
        {
            TimestampsToReturn = TimestampsToReturn.Both,
            NodesToRead = [new ReadValueId { NodeId = node, AttributeId = 13 }],
        })).Results);

    public ValueTask DisposeAsync() => new(channel.CloseAsync());
}
