using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Transport;

/// <summary>
/// A connection after Hello and Acknowledge, OPC 10000-6 §7.1: whole chunks in, whole chunks out. One reader and one writer at a time.
/// </summary>
public sealed partial class OpcUaTransport : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly PipeReader _input;
    private ReadOnlySequence<byte> _chunk;

    private OpcUaTransport(Stream stream, OpcUaLimits limits)
    {
        limits.Validate();
        _stream = stream;
        _input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: limits.ChunkSize, minimumReadSize: 1024, leaveOpen: true));
        Limits = limits;
        ReceiveChunkSize = limits.ChunkSize;
        SendChunkSize = OpcUaLimits.MinChunkSize;
    }

    /// <summary>Own limits, for all that is received.</summary>
    public OpcUaLimits Limits { get; }

    /// <summary>The URL in the client's Hello.</summary>
    public string? EndpointUrl { get; private set; }

    /// <summary>Largest chunk the peer may send, bytes.</summary>
    public int ReceiveChunkSize { get; private set; }

    /// <summary>Largest chunk the peer takes, bytes.</summary>
    public int SendChunkSize { get; private set; }

    /// <summary>Largest message the peer takes, bytes.</summary>
    public long SendMessageSize { get; private set; }

    /// <summary>Most chunks of a message the peer takes.</summary>
    public long SendChunkCount { get; private set; }

    /// <summary>
    /// Waits for a whole chunk, which stays valid until <see cref="Advance"/>. The header is default at the end of the connection.
    /// </summary>
    /// <exception cref="OpcUaException">What arrives is no chunk, is too large, or the connection broke.</exception>
    public async ValueTask<(ChunkHeader Header, ReadOnlySequence<byte> Chunk)> ReadChunkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await ReadInputAsync(cancellationToken);
            switch (ChunkScanner.Scan(read.Buffer, ReceiveChunkSize, out var header))
            {
                case ChunkScanStatus.Done:
                    _chunk = read.Buffer.Slice(0, header.Size);
                    return (header, _chunk);
                case ChunkScanStatus.Invalid:
                    throw OpcUaFault.Transport(StatusCodes.BadTcpMessageTypeInvalid, "chunk header of unknown type, kind or size");
                case ChunkScanStatus.TooLarge:
                    throw OpcUaFault.Transport(StatusCodes.BadTcpMessageTooLarge, $"chunk larger than the {ReceiveChunkSize} bytes agreed on");
            }

            if (read.IsCompleted)
                return read.Buffer.IsEmpty ? default : throw OpcUaFault.Closed($"it ended {read.Buffer.Length} bytes into a chunk");
            _input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Frees the chunk that was read last.</summary>
    /// <exception cref="OpcUaException">The connection was closed on this side meanwhile.</exception>
    public void Advance()
    {
        try
        {
            _input.AdvanceTo(_chunk.End);
        }
        catch (InvalidOperationException closed)
        {
            throw OpcUaFault.Closed(closed.Message, closed);
        }
    }

    /// <summary>Sends a chunk. Not cancellable half way, which would leave the stream inside a chunk.</summary>
    /// <exception cref="OpcUaException">The connection broke.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> chunk)
    {
        try
        {
            await _stream.WriteAsync(chunk, CancellationToken.None);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            throw OpcUaFault.Closed(broken.Message, broken);
        }
    }

    /// <summary>Sends an Error message.</summary>
    public ValueTask SendErrorAsync(StatusCode status, string reason)
    {
        var writer = new OpcUaWriter(Limits);
        new ErrorMessage(status, reason).Encode(ref writer);
        return SendPlainAsync(MessageType.Error, ref writer);
    }

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _input.CompleteAsync();
    }

    private async ValueTask<ReadResult> ReadInputAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _input.ReadAsync(cancellationToken);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException or InvalidOperationException)
        {
            throw OpcUaFault.Closed(broken.Message, broken);
        }
    }

    private ValueTask SendPlainAsync(MessageType type, ref OpcUaWriter body)
    {
        var chunk = new byte[ChunkHeader.Length + body.Written.Length];
        BinaryPrimitives.WriteInt32LittleEndian(chunk, (int)type | (byte)ChunkKind.Final << 24);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), chunk.Length);
        body.Written.CopyTo(chunk.AsSpan(ChunkHeader.Length));
        body.Dispose();
        return WriteAsync(chunk);
    }
}
