using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>What the two sides of a channel have in common: sending and receiving of messages, OPC 10000-6 §6.7.</summary>
public abstract partial class SecureChannelBase : ISecureChannel
{
    private readonly MessageAssembler _assembler;
    private readonly SemaphoreSlim _sendLock = new(1);
    private readonly byte[] _sendBuffer;
    private bool _disposed;

    private protected SecureChannelBase(OpcUaTransport transport, TimeProvider clock, bool isClient)
    {
        Transport = transport;
        Clock = clock;
        Tokens = new ChannelTokens(isClient, clock);
        _assembler = new MessageAssembler(transport.Limits);
        _sendBuffer = new byte[transport.SendChunkSize];
    }

    /// <inheritdoc/>
    public uint ChannelId { get; private protected set; }

    /// <inheritdoc/>
    public SecurityPolicy Policy { get; private protected set; } = SecurityPolicy.None;

    /// <inheritdoc/>
    public MessageSecurityMode Mode { get; private protected set; } = MessageSecurityMode.None;

    /// <inheritdoc/>
    public X509Certificate2? OwnCertificate { get; private protected set; }

    /// <inheritdoc/>
    public X509Certificate2? PeerCertificate { get; private protected set; }

    /// <inheritdoc/>
    public OpcUaLimits Limits => Transport.Limits;

    /// <summary>The connection below.</summary>
    public OpcUaTransport Transport { get; }

    private protected TimeProvider Clock { get; }

    private protected ChannelTokens Tokens { get; }

    /// <summary>Overridable for tests that begin near the wraparound.</summary>
    internal SequenceNumbers SendNumbers { get; set; } = new();

    internal SequenceNumbers ReceiveNumbers { get; set; } = new();

    /// <inheritdoc/>
    public async ValueTask<ReceivedMessage?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReceiveMessageAsync(cancellationToken);
        }
        catch (OpcUaException failure)
        {
            await OnFailureAsync(failure);
            throw;
        }
    }

    /// <summary>Closes the connection, without a CloseSecureChannel message.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await Transport.DisposeAsync();
        await _sendLock.WaitAsync();
        Tokens.Dispose();
        _sendLock.Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes a decoded OpenSecureChannel message that arrived while messages are exchanged: a renewal.</summary>
    private protected abstract ValueTask OnOpenChannelAsync(byte[] chunk, CancellationToken cancellationToken);

    /// <summary>Receiving failed: a server tells the client why.</summary>
    private protected abstract ValueTask OnFailureAsync(OpcUaException failure);

    private async ValueTask<ReceivedMessage?> ReceiveMessageAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (header, chunk) = await Transport.ReadChunkAsync(cancellationToken);
            switch (header.Type)
            {
                case MessageType.None:
                    return null;
                case MessageType.Message:
                    var message = TakeChunk(header, chunk);
                    Transport.Advance();
                    if (message is not null)
                        return message;
                    break;
                case MessageType.OpenChannel:
                    var opening = chunk.ToArray();
                    Transport.Advance();
                    await OnOpenChannelAsync(opening, cancellationToken);
                    break;
                case MessageType.CloseChannel:
                    TakeChunk(header, chunk)?.Dispose();
                    Transport.Advance();
                    return null;
                default:
                    throw Transport.Unexpected(header, chunk, MessageType.Message);
            }
        }
    }

    private ReceivedMessage? TakeChunk(ChunkHeader header, in ReadOnlySequence<byte> sequence)
    {
        if (header.Size < SymmetricChunk.BodyAt)
            throw OpcUaFault.SecurityChecksFailed();
        var chunk = _assembler.Append(sequence);
        if (BinaryPrimitives.ReadUInt32LittleEndian(chunk[8..]) != ChannelId)
            throw OpcUaFault.Transport(StatusCodes.BadTcpSecureChannelUnknown, "message of another channel");
        var token = Tokens.Find(BinaryPrimitives.ReadUInt32LittleEndian(chunk[SymmetricChunk.TokenAt..]));
        var position = SymmetricChunk.Open(chunk, token, Mode);
        CheckSequence(position);
        Tokens.Confirm(token);
        return _assembler.Take(header.Kind, position);
    }

    private protected void CheckSequence(ChunkPosition position)
    {
        if (!ReceiveNumbers.Accept(position.SequenceNumber))
            throw OpcUaFault.Transport(StatusCodes.BadSequenceNumberInvalid, $"sequence number {position.SequenceNumber} is not the next one");
    }
}
