using System.Buffers;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>Sending: one sender at a time, as sequence numbers follow the order on the wire.</summary>
public abstract partial class SecureChannelBase
{
    /// <inheritdoc/>
    public ValueTask SendAsync(uint requestId, IOpcUaStructure message, CancellationToken cancellationToken) =>
        SendAsync(MessageType.Message, requestId, message, cancellationToken);

    private protected async ValueTask SendAsync(MessageType type, uint requestId, IOpcUaStructure message, CancellationToken cancellationToken)
    {
        var (buffer, length) = Encode(message);
        try
        {
            CheckPeerTakes(length, message);
            await _sendLock.WaitAsync(cancellationToken);
            try
            {
                await SendChunksAsync(type, requestId, buffer.AsMemory(0, length));
            }
            finally
            {
                _sendLock.Release();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Sends an OPN chunk; <paramref name="token"/>, where given, is installed first, under the same lock.</summary>
    private protected async ValueTask SendOpenChannelAsync(
        uint requestId, IOpcUaStructure message, ChannelToken? token, CancellationToken cancellationToken)
    {
        var (buffer, length) = Encode(message);
        try
        {
            await _sendLock.WaitAsync(cancellationToken);
            try
            {
                if (token is not null)
                    Tokens.Add(token);
                await Transport.WriteAsync(AsymmetricChunk.Seal(
                    Policy, ChannelId, SendNumbers.Next(), requestId, buffer.AsSpan(0, length), OwnCertificate, PeerCertificate));
            }
            finally
            {
                _sendLock.Release();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private protected async ValueTask InstallAsync(ChannelToken token, CancellationToken cancellationToken)
    {
        await _sendLock.WaitAsync(cancellationToken);
        Tokens.Add(token);
        _sendLock.Release();
    }

    private async ValueTask SendChunksAsync(MessageType type, uint requestId, ReadOnlyMemory<byte> body)
    {
        var most = SymmetricChunk.MaxBody(_sendBuffer.Length, Policy, Mode);
        do
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var part = body[..Math.Min(most, body.Length)];
            body = body[part.Length..];
            var kind = body.IsEmpty ? ChunkKind.Final : ChunkKind.Intermediate;
            var size = SymmetricChunk.Seal(
                _sendBuffer, type, kind, ChannelId, Tokens.Sending!, Mode, SendNumbers.Next(), requestId, part.Span);
            await Transport.WriteAsync(_sendBuffer.AsMemory(0, size));
        }
        while (!body.IsEmpty);
    }

    private void CheckPeerTakes(int length, IOpcUaStructure message)
    {
        var most = SymmetricChunk.MaxBody(_sendBuffer.Length, Policy, Mode);
        if (length > Transport.SendMessageSize || (length + most - 1) / most > Transport.SendChunkCount)
            throw OpcUaFault.Encoding(
                StatusCodes.BadEncodingLimitsExceeded,
                $"{message.GetType().Name} of {length} bytes for a peer that takes {Transport.SendMessageSize} bytes in {Transport.SendChunkCount} chunks");
    }

    private (byte[] Buffer, int Length) Encode(IOpcUaStructure message)
    {
        var writer = new OpcUaWriter(Limits);
        try
        {
            MessageCodec.Encode(message, ref writer);
            return writer.Detach();
        }
        finally
        {
            writer.Dispose();
        }
    }
}
