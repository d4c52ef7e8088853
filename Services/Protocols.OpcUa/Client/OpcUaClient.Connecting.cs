using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Opening channel and session, and bringing an earlier session's subscriptions over.</summary>
public sealed partial class OpcUaClient
{
    private ClientSession? _session;

    private async Task<ConnectOutcome> OpenAsync(CancellationToken cancellationToken)
    {
        if (_link is { } former)
        {
            _link = null;
            await former.EndAsync();
        }

        var (connection, certificate) = await OpenChannelAsync(cancellationToken);
        Link? link = null;
        try
        {
            var reactivated = await TryReactivateAsync(connection, cancellationToken);
            if (!reactivated)
                _session = await BeginSessionAsync(connection, cancellationToken);
            link = new Link(connection, certificate, _session!, _subscriptions, _options);
            if (!reactivated)
                Limits = await LimitsReading.ReadAsync(link, cancellationToken);
            _link = link;
            var restored = await new SubscriptionRestoring(link, _subscriptions, Limits).RestoreAsync(cancellationToken);
            link.Start(Limits);
            return restored ?? (reactivated ? ConnectOutcome.Reactivated : ConnectOutcome.Created);
        }
        catch
        {
            _link = null;
            if (link is not null)
                await link.EndAsync();
            await connection.DisposeAsync();
            certificate?.Dispose();
            throw;
        }
    }

    private async Task<(ClientConnection Connection, X509Certificate2? Certificate)> OpenChannelAsync(CancellationToken cancellationToken)
    {
        var offered = await OpcUaDiscovery.GetEndpointsAsync(_options, cancellationToken);
        Endpoint = _options.Security.Choose(offered) ?? throw OpcUaFault.Policy(
            $"{_options.Url} offers none of {_options.Security}, but {string.Join(", ", offered.Select(Describe).Distinct())}");
        var certificate = _options.IsSecure ? LoadCertificate(Endpoint) : null;
        try
        {
            var channel = new ClientChannelOptions
            {
                Policy = SecurityPolicy.Find(Endpoint.SecurityPolicyUri)!,
                Mode = Endpoint.SecurityMode,
                Certificate = _options.IsSecure ? _options.Certificate : null,
                ServerCertificate = certificate,
                Lifetime = _options.ChannelLifetime,
                Clock = _options.Clock,
            };
            return (await ClientConnection.OpenAsync(_options, Endpoint.EndpointUrl!, channel, cancellationToken), certificate);
        }
        catch
        {
            certificate?.Dispose();
            throw;
        }
    }

    private X509Certificate2 LoadCertificate(EndpointDescription endpoint)
    {
        var chain = endpoint.ServerCertificate ?? [];
        _options.Validator!.Validate(chain, _options.VerifyHost ? _options.Url.IdnHost : null, endpoint.Server.ApplicationUri);
        try
        {
            return X509CertificateLoader.LoadCertificate(CertificateChain.Leaf(chain).Span);
        }
        catch (CryptographicException failure)
        {
            throw OpcUaFault.Certificate(StatusCodes.BadCertificateInvalid, _options.Url.ToString(), failure.Message);
        }
    }

    /// <summary>False where the server does not know the earlier session, or will not have it on this channel.</summary>
    private async Task<bool> TryReactivateAsync(ClientConnection connection, CancellationToken cancellationToken)
    {
        if (_session is null)
            return false;
        try
        {
            await _session.ActivateAsync(connection, cancellationToken);
            return true;
        }
        catch (OpcUaException) when (!connection.Lost.IsCompleted)
        {
            _session = null;
            return false;
        }
    }

    private async Task<ClientSession> BeginSessionAsync(ClientConnection connection, CancellationToken cancellationToken)
    {
        var session = await ClientSession.CreateAsync(connection, _options, Endpoint!, cancellationToken);
        await session.ActivateAsync(connection, cancellationToken);
        return session;
    }

    private static string Describe(EndpointDescription endpoint) => $"{SecurityPolicy.Find(endpoint.SecurityPolicyUri)?.Name ?? endpoint.SecurityPolicyUri} {endpoint.SecurityMode}";
}
