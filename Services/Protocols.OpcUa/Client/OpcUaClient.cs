using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>
/// A client of one server, OPC 10000-4. <see cref="ConnectAsync"/> opens channel and session; once <see cref="Lost"/> completes, calling it again
/// brings session and subscriptions back. When to do that, and how patiently, is the caller's business. Services may be called from any task.
/// </summary>
public sealed partial class OpcUaClient : IAsyncDisposable
{
    private readonly OpcUaClientOptions _options;
    private readonly SemaphoreSlim _connecting = new(1);
    private readonly SubscriptionTable _subscriptions = new();
    private volatile Link? _link;

    /// <summary>A client that is not connected yet.</summary>
    /// <exception cref="ArgumentException">Options are out of range; all of them are named.</exception>
    public OpcUaClient(OpcUaClientOptions options)
    {
        options.Validate();
        _options = options;
    }

    /// <summary>Limits of the server, read at each new session.</summary>
    public OperationLimits Limits { get; private set; } = new();

    /// <summary>The endpoint in use; null before the first connection.</summary>
    public EndpointDescription? Endpoint { get; private set; }

    /// <summary>Completes with the reason once the connection is lost; already complete before the first one.</summary>
    public Task<OpcUaException> Lost => _link?.Connection.Lost ?? Task.FromResult(NotConnected());

    /// <summary>The subscriptions that this client keeps alive.</summary>
    public IReadOnlyCollection<Subscription> Subscriptions => _subscriptions.All;

    internal OpcUaClientOptions Options => _options;

    /// <summary>
    /// Connects, or connects again: reactivates the earlier session on a new channel; where the server does not know it any more, makes a new one
    /// and transfers the subscriptions to it, or makes them anew.
    /// </summary>
    /// <exception cref="OpcUaException">The server cannot be reached, is not trusted, or refuses the user. The client is not connected then.</exception>
    public async Task<ConnectOutcome> ConnectAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            if (_link is { } link && !link.Connection.Lost.IsCompleted)
                return ConnectOutcome.Reactivated;
            return await OpenAsync(cancellationToken);
        }
        finally
        {
            _connecting.Release();
        }
    }

    /// <summary>Closes the session, with its subscriptions, and the channel.</summary>
    public async Task CloseAsync()
    {
        await _connecting.WaitAsync();
        try
        {
            if (_link is not { } link)
                return;
            _link = null;
            link.Publisher.Stop();
            try
            {
                await link.AskAsync<CloseSessionResponse>(new CloseSessionRequest { DeleteSubscriptions = true }, CancellationToken.None);
            }
            catch (OpcUaException)
            {
                // The session ends by its timeout where the server cannot be told.
            }

            await link.CloseAsync();
            _session = null;
            _subscriptions.Clear();
        }
        finally
        {
            _connecting.Release();
        }
    }

    /// <summary>Same as <see cref="CloseAsync"/>.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync();

    internal Task<T> AskAsync<T>(IServiceRequest request, CancellationToken cancellationToken, Action<T>? onResponse = null)
        where T : class, IServiceResponse => (_link ?? throw NotConnected()).AskAsync(request, cancellationToken, onResponse);

    private OpcUaException NotConnected() => OpcUaFault.Transport(StatusCodes.BadNotConnected, $"the client of {_options.Url} is not connected");
}
