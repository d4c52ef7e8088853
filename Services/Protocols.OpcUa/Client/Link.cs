using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>What lives as long as one connection: channel, the session on it, Publish requests and the watch over both.</summary>
internal sealed class Link : IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly X509Certificate2? _serverCertificate;
    private readonly SubscriptionTable _subscriptions;
    private readonly OpcUaClientOptions _options;
    private OperationLimits _limits = new();
    private Task _watch = Task.CompletedTask;

    internal Link(
        ClientConnection connection, X509Certificate2? serverCertificate, ClientSession session, SubscriptionTable subscriptions, OpcUaClientOptions options)
    {
        Connection = connection;
        Session = session;
        _serverCertificate = serverCertificate;
        _subscriptions = subscriptions;
        _options = options;
        Publisher = new Publisher(this, subscriptions, options.MaxPublishes);
    }

    internal ClientConnection Connection { get; }

    internal ClientSession Session { get; }

    internal Publisher Publisher { get; }

    internal TimeProvider Clock => _options.Clock;

    internal OpcUaLimits MessageLimits => _options.Limits;

    /// <summary>Begins to publish and to watch, once the subscriptions live on this link's session.</summary>
    internal void Start(OperationLimits limits)
    {
        _limits = limits;
        foreach (var subscription in _subscriptions.All)
            subscription.FallBehind();
        _watch = new LinkWatch(this, _subscriptions, _options).RunAsync(_ending.Token);
        Publisher.Start();
    }

    internal Task<T> AskAsync<T>(IServiceRequest request, CancellationToken cancellationToken, Action<T>? onResponse = null)
        where T : class, IServiceResponse => Connection.AskAsync(request, Session.Token, cancellationToken, onResponse);

    /// <summary>Makes a subscription anew that the server has given up while the connection stands.</summary>
    internal async Task RenewAsync(Subscription subscription)
    {
        if (subscription.Home is null)
            return;
        try
        {
            await new SubscriptionRestoring(this, _subscriptions, _limits).RecreateAsync(subscription, _ending.Token);
        }
        catch (Exception failure) when (failure is OpcUaException or OperationCanceledException)
        {
            Connection.Drop(failure as OpcUaException ?? OpcUaFault.Closed("it was closed on this side"));
        }
    }

    /// <summary>Tells the server, and frees what the connection held.</summary>
    internal async Task CloseAsync()
    {
        await Connection.CloseAsync();
        await EndAsync();
    }

    /// <summary>Frees what the connection held.</summary>
    internal async Task EndAsync()
    {
        await _ending.CancelAsync();
        await Connection.DisposeAsync();
        await _watch;
        Dispose();
    }

    public void Dispose()
    {
        _ending.Dispose();
        _serverCertificate?.Dispose();
    }
}
