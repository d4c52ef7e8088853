using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>
/// What a server says about itself before anybody trusts it, OPC 10000-4 §5.5. Asked over a channel without security, as the specification
/// allows for discovery; the session proves later what was said here.
/// </summary>
public static class OpcUaDiscovery
{
    /// <summary>Servers that are known at an address, FindServers.</summary>
    /// <exception cref="OpcUaException">Nobody answers, or with a failure.</exception>
    public static async Task<IReadOnlyList<ApplicationDescription>> FindServersAsync(OpcUaClientOptions options, CancellationToken cancellationToken) =>
        (await AskAsync<FindServersResponse>(
            options, new FindServersRequest { EndpointUrl = options.Url.OriginalString }, cancellationToken)).Servers;

    /// <summary>Endpoints of a server, GetEndpoints: addresses, policies, certificates, kinds of users.</summary>
    /// <exception cref="OpcUaException">Nobody answers, or with a failure.</exception>
    public static async Task<IReadOnlyList<EndpointDescription>> GetEndpointsAsync(OpcUaClientOptions options, CancellationToken cancellationToken) =>
        (await AskAsync<GetEndpointsResponse>(
            options, new GetEndpointsRequest { EndpointUrl = options.Url.OriginalString }, cancellationToken)).Endpoints;

    private static async Task<T> AskAsync<T>(OpcUaClientOptions options, IServiceRequest request, CancellationToken cancellationToken)
        where T : class, IServiceResponse
    {
        var channel = new ClientChannelOptions { Policy = SecurityPolicy.None, Mode = MessageSecurityMode.None, Clock = options.Clock };
        var connection = await ClientConnection.OpenAsync(options, options.Url.OriginalString, channel, cancellationToken);
        try
        {
            return await connection.AskAsync<T>(request, default, cancellationToken);
        }
        finally
        {
            await connection.CloseAsync();
        }
    }
}
