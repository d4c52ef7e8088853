using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Protocols.OpcUa.Tests.Client;

/// <summary>A server that does what a test says: it answers sessions and subscriptions by itself, and Publish requests only when the test does.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<ServerSecureChannel> _channels = [];
    private readonly Channel<Publish> _publishes = Channel.CreateUnbounded<Publish>();
    private readonly ConcurrentBag<Task> _serving = [];
    private readonly Func<Stream, Stream> _wire;
    private readonly Task _accepting;
    private uint _lastSubscription;
    private uint _lastSession;

    /// <param name="wire">What the connection goes through; null for nothing.</param>
    internal ScriptedServer(Func<Stream, Stream>? wire = null)
    {
        _wire = wire ?? (stream => stream);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal Uri Url => new($"opc.tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>What the test answers itself; null for a request that is answered as usual.</summary>
    internal Func<IServiceRequest, IServiceResponse?> Answer { get; set; } = _ => null;

    /// <summary>Everything asked but Publish.</summary>
    internal ConcurrentQueue<IServiceRequest> Requests { get; } = new();

    /// <summary>The next Publish request of the client.</summary>
    internal async Task<Publish> PublishAsync() => await _publishes.Reader.ReadAsync().AsTask().Within();

    internal int PublishesWaiting => _publishes.Reader.Count;

    /// <summary>Cuts all connections.</summary>
    internal async Task CutAsync()
    {
        while (_channels.TryTake(out var channel))
            await channel.DisposeAsync();
        while (_publishes.Reader.TryRead(out _))
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await CutAsync();
        await _accepting.Within();
        await Task.WhenAll(_serving).Within();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (var number = 1u; ; number++)
            {
                var socket = await _listener.AcceptSocketAsync();
                _serving.Add(ServeAsync(_wire(new NetworkStream(socket, ownsSocket: true)), number));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test ends.
        }
    }

    private async Task ServeAsync(Stream stream, uint number)
    {
        try
        {
            var transport = await OpcUaTransport.AcceptAsync(stream, OpcUaLimits.Default, CancellationToken.None);
            var options = new ServerChannelOptions { Allows = (policy, _) => policy.IsNone, ValidateClient = _ => { } };
            await using var channel = await ServerSecureChannel.AcceptAsync(transport, number, options, CancellationToken.None);
            _channels.Add(channel);
            while (await channel.ReceiveAsync(CancellationToken.None) is { } message)
                using (message)
                    await TakeAsync(channel, message.RequestId, (IServiceRequest)message.Decode());
        }
        catch (Exception ended) when (ended is OpcUaException or ObjectDisposedException)
        {
            // Cut, by the test or by the client.
        }
    }

    private async Task TakeAsync(ServerSecureChannel channel, uint id, IServiceRequest request)
    {
        if (request is PublishRequest publish)
        {
            _publishes.Writer.TryWrite(new Publish(channel, id, publish));
            return;
        }

        Requests.Enqueue(request);
        var response = Answer(request) ?? Usual(request);
        response.ResponseHeader = new ResponseHeader { RequestHandle = id, ServiceResult = response.ResponseHeader.ServiceResult };
        await channel.SendAsync(id, response, CancellationToken.None);
    }

    private IServiceResponse Usual(IServiceRequest request) => request switch
    {
        GetEndpointsRequest => new GetEndpointsResponse { Endpoints = [Endpoint()] },
        CreateSessionRequest => new CreateSessionResponse
        {
            SessionId = ++_lastSession, AuthenticationToken = new NodeId(_lastSession, 1), RevisedSessionTimeout = 60_000, ServerEndpoints = [Endpoint()],
        },
        ActivateSessionRequest => new ActivateSessionResponse(),
        CloseSessionRequest => new CloseSessionResponse(),
        ReadRequest read => new ReadResponse { Results = Array.ConvertAll(read.NodesToRead, _ => new DataValue { Value = Variant.From(0u) }) },
        CreateSubscriptionRequest create => new CreateSubscriptionResponse
        {
            SubscriptionId = ++_lastSubscription, RevisedPublishingInterval = create.RequestedPublishingInterval,
            RevisedMaxKeepAliveCount = create.RequestedMaxKeepAliveCount, RevisedLifetimeCount = create.RequestedLifetimeCount,
        },
        CreateMonitoredItemsRequest create => new CreateMonitoredItemsResponse
        {
            Results = [.. create.ItemsToCreate.Select((_, i) => new MonitoredItemCreateResult { MonitoredItemId = (uint)i + 1 })],
        },
        DeleteSubscriptionsRequest delete => new DeleteSubscriptionsResponse { Results = Array.ConvertAll(delete.SubscriptionIds, _ => StatusCodes.Good) },
        TransferSubscriptionsRequest transfer => new TransferSubscriptionsResponse { Results = Array.ConvertAll(transfer.SubscriptionIds, _ => new TransferResult()) },
        _ => Fault(StatusCodes.BadServiceUnsupported),
    };

    internal static ServiceFault Fault(StatusCode status) => new() { ResponseHeader = new ResponseHeader { ServiceResult = status } };

    private EndpointDescription Endpoint() => new()
    {
        EndpointUrl = Url.OriginalString,
        SecurityPolicyUri = SecurityPolicy.None.Uri,
        SecurityMode = MessageSecurityMode.None,
        UserIdentityTokens = [new UserTokenPolicy { PolicyId = "anonymous", TokenType = UserTokenType.Anonymous }],
    };

    /// <summary>A Publish request that waits for its answer.</summary>
    internal sealed record Publish(ServerSecureChannel Channel, uint Id, PublishRequest Request)
    {
        /// <summary>Answers with values, which are the numbers of their messages.</summary>
        internal Task AnswerAsync(uint subscription, uint number, params uint[] available) => SendAsync(new PublishResponse
        {
            SubscriptionId = subscription, AvailableSequenceNumbers = available, NotificationMessage = Message(number),
        });

        internal Task KeepAliveAsync(uint subscription, uint next, params uint[] available) => SendAsync(new PublishResponse
        {
            SubscriptionId = subscription, AvailableSequenceNumbers = available, NotificationMessage = new NotificationMessage { SequenceNumber = next },
        });

        internal Task SendAsync(IServiceResponse response) => Channel.SendAsync(Id, response, CancellationToken.None).Within();
    }

    /// <summary>A message with one value: its number.</summary>
    internal static NotificationMessage Message(uint number) => new()
    {
        SequenceNumber = number,
        NotificationData =
        [
            ExtensionObject.From(new DataChangeNotification
            {
                MonitoredItems = [new MonitoredItemNotification { ClientHandle = 1, Value = new DataValue { Value = Variant.From(number) } }],
            }),
        ],
    };
}
