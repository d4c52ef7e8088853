using System.Buffers;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>
/// Joins the chunks of a message in one pooled buffer. The first chunk is left where it was decrypted; bodies of later ones move up to it.
/// Chunks of two messages are never mixed (OPC 10000-6 §6.7.2.1).
/// </summary>
internal sealed class MessageAssembler(OpcUaLimits limits) : IDisposable
{
    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private int _chunks;
    private uint _requestId;

    /// <summary>Copies a chunk behind what is there, and answers where, to be opened in place.</summary>
    internal Span<byte> Append(in ReadOnlySequence<byte> chunk)
    {
        var size = (int)chunk.Length;
        if (++_chunks > limits.ChunkCount)
            throw OpcUaFault.Transport(StatusCodes.BadTcpMessageTooLarge, $"message of more than {limits.ChunkCount} chunks");
        if (_end - _start + size - SymmetricChunk.BodyAt > (long)limits.MessageSize + limits.ChunkSize)
            throw OpcUaFault.Transport(StatusCodes.BadTcpMessageTooLarge, $"message of more than {limits.MessageSize} bytes");
        if (_end + size > _buffer.Length)
            Grow(_end + size);
        var place = _buffer.AsSpan(_end, size);
        chunk.CopyTo(place);
        return place;
    }

    /// <summary>Takes the opened chunk in; answers the message where that was its last chunk.</summary>
    internal ReceivedMessage? Take(ChunkKind kind, ChunkPosition position)
    {
        if (_chunks > 1 && position.RequestId != _requestId)
            throw OpcUaFault.Transport(StatusCodes.BadTcpInternalError, $"chunk of request {position.RequestId} within request {_requestId}");
        _requestId = position.RequestId;
        if (kind == ChunkKind.Abort)
            return Abort(_buffer.AsMemory(_end + position.Offset, position.Length));
        if (_chunks == 1)
            (_start, _end) = (_end + position.Offset, _end + position.Offset);
        else
            _buffer.AsSpan(_end + position.Offset, position.Length).CopyTo(_buffer.AsSpan(_end));
        _end += position.Length;
        if (_end - _start > limits.MessageSize)
            throw OpcUaFault.Transport(StatusCodes.BadTcpMessageTooLarge, $"message of more than {limits.MessageSize} bytes");
        return kind == ChunkKind.Final ? Complete() : null;
    }

    public void Dispose() => Return();

    private ReceivedMessage Complete()
    {
        var message = new ReceivedMessage(_requestId, _buffer, _start, _end - _start, limits);
        _buffer = [];
        Reset();
        return message;
    }

    private ReceivedMessage Abort(ReadOnlyMemory<byte> body)
    {
        var reader = new OpcUaReader(body, limits);
        var error = ErrorMessage.Decode(ref reader);
        reader.ThrowIfFailed("an abort chunk");
        Return();
        return new ReceivedMessage(_requestId, [], 0, 0, limits) { AbortReason = error.Error.IsGood ? StatusCodes.BadTcpInternalError : error.Error };
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        _buffer.AsSpan(0, _end).CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private void Return()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        Reset();
    }

    private void Reset() => (_start, _end, _chunks) = (0, 0, 0);
}
