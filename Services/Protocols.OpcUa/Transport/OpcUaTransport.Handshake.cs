using System.Buffers;
using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Transport;

/// <summary>Hello and Acknowledge, OPC 10000-6 §7.1.3.</summary>
public sealed partial class OpcUaTransport
{
    /// <summary>Client: sends Hello and waits for Acknowledge. Owns the stream from here on.</summary>
    /// <exception cref="OpcUaException">The server refused, or answered something else.</exception>
    public static async Task<OpcUaTransport> ConnectAsync(
        Stream stream, string endpointUrl, OpcUaLimits limits, CancellationToken cancellationToken)
    {
        var transport = new OpcUaTransport(stream, limits);
        try
        {
            await transport.SendHelloAsync(endpointUrl);
            var (header, chunk) = await transport.ReadChunkAsync(cancellationToken);
            if (header.Type != MessageType.Acknowledge)
                throw transport.Unexpected(header, chunk, MessageType.Acknowledge);
            transport.Agree(transport.Decode(chunk, TransportSizes.Decode, "Acknowledge"));
            transport.EndpointUrl = endpointUrl;
            transport.Advance();
            return transport;
        }
        catch
        {
            await transport.DisposeAsync();
            throw;
        }
    }

    /// <summary>Server: waits for Hello and sends Acknowledge, or Error. Owns the stream from here on.</summary>
    /// <exception cref="OpcUaException">The client sent something else.</exception>
    public static async Task<OpcUaTransport> AcceptAsync(Stream stream, OpcUaLimits limits, CancellationToken cancellationToken)
    {
        var transport = new OpcUaTransport(stream, limits);
        try
        {
            var (header, chunk) = await transport.ReadChunkAsync(cancellationToken);
            if (header.Type != MessageType.Hello)
                throw transport.Unexpected(header, chunk, MessageType.Hello);
            var hello = transport.Decode(chunk, HelloMessage.Decode, "Hello");
            transport.EndpointUrl = hello.EndpointUrl;
            transport.Advance();
            await transport.AcknowledgeAsync(hello.Sizes);
            return transport;
        }
        catch (Exception failure)
        {
            if (failure is OpcUaException { Status: var status } && status != StatusCodes.BadConnectionClosed)
                await transport.TrySendErrorAsync(status);
            await transport.DisposeAsync();
            throw;
        }
    }

    private delegate T Decoder<T>(ref OpcUaReader reader);

    internal async ValueTask TrySendErrorAsync(StatusCode status)
    {
        try
        {
            await SendErrorAsync(status, StatusCodes.NameOf(status) ?? "");
        }
        catch (OpcUaException)
        {
            // The peer is gone already; the failure that is being reported says more than this one.
        }
    }

    internal OpcUaException Unexpected(ChunkHeader header, ReadOnlySequence<byte> chunk, MessageType expected)
    {
        if (header == default)
            return OpcUaFault.Closed($"it ended where {expected} was expected");
        if (header.Type != MessageType.Error)
            return OpcUaFault.Transport(StatusCodes.BadTcpMessageTypeInvalid, $"{header.Type} where {expected} was expected");
        var error = Decode(chunk, ErrorMessage.Decode, "Error");
        return OpcUaFault.PeerError(error.Error, error.Reason);
    }

    private ValueTask SendHelloAsync(string endpointUrl)
    {
        var writer = new OpcUaWriter(Limits);
        new HelloMessage(TransportSizes.Own(Limits), endpointUrl).Encode(ref writer);
        return SendPlainAsync(MessageType.Hello, ref writer);
    }

    private ValueTask AcknowledgeAsync(TransportSizes client)
    {
        var answer = client.Answer(Limits);
        Agree(client);
        var writer = new OpcUaWriter(Limits);
        answer.Encode(ref writer);
        return SendPlainAsync(MessageType.Acknowledge, ref writer);
    }

    private void Agree(TransportSizes peer)
    {
        ReceiveChunkSize = (int)Math.Min(peer.SendBufferSize, (uint)Limits.ChunkSize);
        SendChunkSize = (int)Math.Min(peer.ReceiveBufferSize, (uint)Limits.ChunkSize);
        SendMessageSize = peer.MaxMessageSize == 0 ? long.MaxValue : peer.MaxMessageSize;
        SendChunkCount = peer.MaxChunkCount == 0 ? long.MaxValue : peer.MaxChunkCount;
    }

    private T Decode<T>(ReadOnlySequence<byte> chunk, Decoder<T> decode, string place)
    {
        var reader = new OpcUaReader(chunk.Slice(ChunkHeader.Length).ToArray(), Limits);
        var message = decode(ref reader);
        reader.ThrowIfFailed(place);
        return message;
    }
}
