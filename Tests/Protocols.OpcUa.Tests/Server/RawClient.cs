using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Protocols.OpcUa.Tests.Server;

/// <summary>Requests over a channel, with nothing done behind the test's back: what each request says is the test's choice.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    internal const string ApplicationUri = "urn:test:client";
    private readonly ConcurrentDictionary<uint, TaskCompletionSource<IServiceResponse>> _waiting = new();
    private readonly ClientSecureChannel _channel;
    private readonly Task _receiving;

    private RawClient(ClientSecureChannel channel)
    {
        _channel = channel;
        _receiving = ReceiveAsync();
    }

    internal static X509Certificate2 Certificate { get; } = ApplicationCertificate.Create("client", ApplicationUri, [], TimeProvider.System);

    /// <summary>Session that requests belong to.</summary>
    internal NodeId Token { get; set; }

    internal byte[] ServerNonce { get; set; } = [];

    /// <summary>Handle, and request id, of the latest request.</summary>
    internal uint LastHandle { get; private set; }

    internal CreateSessionResponse? Created { get; private set; }

    internal ISecureChannel Channel => _channel;

    /// <summary>Completes when the server ended the connection.</summary>
    internal Task Ended => _receiving;

    internal static Task<RawClient> OpenAsync(TestServer server) => OpenAsync(server, SecurityPolicy.None, MessageSecurityMode.None);

    internal static async Task<RawClient> OpenAsync(
        TestServer server, SecurityPolicy policy, MessageSecurityMode mode, X509Certificate2? certificate = null, OpcUaLimits? limits = null,
        Func<Stream, Stream>? wire = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", server.Port).Within();
        var stream = new NetworkStream(socket, ownsSocket: true);
        var transport = await OpcUaTransport.ConnectAsync(
            wire?.Invoke(stream) ?? stream, $"opc.tcp://127.0.0.1:{server.Port}", limits ?? OpcUaLimits.Default, CancellationToken.None).Within();
        var options = new ClientChannelOptions
        {
            Policy = policy, Mode = mode, Certificate = policy.IsNone ? null : certificate ?? Certificate, ServerCertificate = policy.IsNone ? null : TestServer.Certificate,
        };
        return new RawClient(await ClientSecureChannel.OpenAsync(transport, options, CancellationToken.None).Within());
    }

    /// <summary>A client with an activated anonymous session.</summary>
    internal static async Task<RawClient> LogInAsync(TestServer server, OpcUaLimits? limits = null)
    {
        var client = await OpenAsync(server, SecurityPolicy.None, MessageSecurityMode.None, limits: limits);
        await client.CreateSessionAsync();
        Assert.IsType<ActivateSessionResponse>(await client.ActivateAsync());
        return client;
    }

    /// <summary>Sends a request; answers the response, or the ServiceFault.</summary>
    internal Task<IServiceResponse> AskAsync(IServiceRequest request) => BeginAsync(request).Within();

    internal async Task<T> AskAsync<T>(IServiceRequest request)
    {
        var response = await AskAsync(request);
        Assert.True(response is T, $"{response.GetType().Name} with {response.ResponseHeader.ServiceResult}");
        return (T)response;
    }

    internal async Task<StatusCode> RefusalAsync(IServiceRequest request) => (await AskAsync<ServiceFault>(request)).ResponseHeader.ServiceResult;

    /// <summary>Sends a request whose answer may come much later.</summary>
    internal async Task<IServiceResponse> BeginAsync(IServiceRequest request)
    {
        var id = LastHandle = _channel.NextRequestId();
        request.RequestHeader = new RequestHeader { AuthenticationToken = Token, RequestHandle = id, TimeoutHint = request.RequestHeader.TimeoutHint };
        var answer = new TaskCompletionSource<IServiceResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        await _channel.SendAsync(id, request, CancellationToken.None);
        var response = await answer.Task;
        Assert.Equal(id, response.ResponseHeader.RequestHandle);
        return response;
    }

    internal async Task<IServiceResponse> CreateSessionAsync(Func<CreateSessionRequest, CreateSessionRequest>? change = null)
    {
        var request = new CreateSessionRequest
        {
            ClientDescription = new ApplicationDescription { ApplicationUri = ApplicationUri, ApplicationType = ApplicationType.Client },
            SessionName = "test",
            ClientNonce = RandomNumberGenerator.GetBytes(SessionSignature.MinNonceLength),
            ClientCertificate = _channel.OwnCertificate?.RawData,
            RequestedSessionTimeout = 60_000,
        };
        var response = await AskAsync(change?.Invoke(request) ?? request);
        if (response is CreateSessionResponse created)
        {
            Created = created;
            Token = created.AuthenticationToken;
            ServerNonce = created.ServerNonce!;
        }

        return response;
    }

    internal async Task<IServiceResponse> ActivateAsync(IOpcUaStructure? identity = null, SignatureData? signature = null, SignatureData? userSignature = null)
    {
        var response = await AskAsync(new ActivateSessionRequest
        {
            ClientSignature = signature ?? Sign(ServerNonce),
            UserIdentityToken = identity is null ? default : ExtensionObject.From(identity),
            UserTokenSignature = userSignature ?? new SignatureData(),
        });
        if (response is ActivateSessionResponse activated)
            ServerNonce = activated.ServerNonce!;
        return response;
    }

    internal SignatureData Sign(byte[] nonce) =>
        SessionSignature.Sign(_channel.Policy, _channel.OwnCertificate, _channel.PeerCertificate?.RawData ?? [], nonce);

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _receiving.Within();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (await _channel.ReceiveAsync(CancellationToken.None) is { } message)
            {
                using (message)
                    if (_waiting.TryRemove(message.RequestId, out var answer))
                        answer.TrySetResult((IServiceResponse)message.Decode());
            }
        }
        catch (OpcUaException)
        {
            // The server cut the connection, or the test did: whoever still waits learns it below.
        }

        foreach (var answer in _waiting.Values)
            answer.TrySetException(new IOException("The connection ended."));
    }
}
