using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Tests.Transport;
using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Protocols.OpcUa.Tests.SecureChannel;

/// <summary>Our client's channel and our server's, over a loopback connection.</summary>
internal sealed class ChannelPair(ClientSecureChannel client, ServerSecureChannel server) : IAsyncDisposable
{
    internal ClientSecureChannel Client => client;

    internal ServerSecureChannel Server => server;

    internal static async Task<ChannelPair> OpenAsync(
        SecurityPolicy policy, MessageSecurityMode mode, Func<ClientChannelOptions, ClientChannelOptions>? client = null,
        Func<ServerChannelOptions, ServerChannelOptions>? server = null, Func<Stream, Stream>? wire = null, OpcUaLimits? limits = null)
    {
        var (clientStream, serverStream) = await LoopbackPair.ConnectAsync();
        var clientOptions = new ClientChannelOptions
        {
            Policy = policy, Mode = mode, Certificate = TestCertificates.Client, ServerCertificate = TestCertificates.Server,
        };
        var serverOptions = new ServerChannelOptions { Certificate = TestCertificates.Server, Allows = (_, _) => true, ValidateClient = _ => { } };
        var accepting = AcceptAsync(serverStream, server?.Invoke(serverOptions) ?? serverOptions, limits ?? OpcUaLimits.Default);
        var opening = ConnectAsync(wire?.Invoke(clientStream) ?? clientStream, client?.Invoke(clientOptions) ?? clientOptions, limits ?? OpcUaLimits.Default);
        await Task.WhenAll(accepting, opening).Within();
        return new ChannelPair(await opening, await accepting);
    }

    /// <summary>Sends from the client and answers what the server decoded.</summary>
    internal async Task<T> ToServerAsync<T>(uint requestId, T message)
        where T : Faultline.Protocols.OpcUa.Encoding.IOpcUaStructure
    {
        var sending = client.SendAsync(requestId, message, CancellationToken.None);
        using var received = await server.ReceiveAsync(CancellationToken.None).Within();
        await sending.Within();
        Assert.Equal(requestId, received!.RequestId);
        return Assert.IsType<T>(received.Decode());
    }

    internal async Task<T> ToClientAsync<T>(uint requestId, T message)
        where T : Faultline.Protocols.OpcUa.Encoding.IOpcUaStructure
    {
        var sending = server.SendAsync(requestId, message, CancellationToken.None);
        using var received = await client.ReceiveAsync(CancellationToken.None).Within();
        await sending.Within();
        Assert.Equal(requestId, received!.RequestId);
        return Assert.IsType<T>(received.Decode());
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    private static async Task<ClientSecureChannel> ConnectAsync(Stream stream, ClientChannelOptions options, OpcUaLimits limits) =>
        await ClientSecureChannel.OpenAsync(
            await OpcUaTransport.ConnectAsync(stream, "opc.tcp://localhost", limits, CancellationToken.None), options, CancellationToken.None);

    private static async Task<ServerSecureChannel> AcceptAsync(Stream stream, ServerChannelOptions options, OpcUaLimits limits) =>
        await ServerSecureChannel.AcceptAsync(
            await OpcUaTransport.AcceptAsync(stream, limits, CancellationToken.None), 77, options, CancellationToken.None);
}
