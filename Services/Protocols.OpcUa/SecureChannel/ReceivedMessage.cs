using System.Buffers;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>A message whose chunks are joined, decrypted and verified. Dispose it to give its pooled buffer back.</summary>
public sealed class ReceivedMessage : IDisposable
{
    private readonly OpcUaLimits _limits;
    private readonly int _offset;
    private readonly int _length;
    private byte[] _buffer;

    internal ReceivedMessage(uint requestId, byte[] buffer, int offset, int length, OpcUaLimits limits)
    {
        RequestId = requestId;
        _buffer = buffer;
        _offset = offset;
        _length = length;
        _limits = limits;
        AbortReason = default;
    }

    /// <summary>Id that ties a response to its request.</summary>
    public uint RequestId { get; }

    /// <summary>Good; or why the sender gave the message up half way, and then there is no body.</summary>
    public StatusCode AbortReason { get; internal init; }

    /// <summary>The encoded body, valid until this is disposed.</summary>
    public ReadOnlyMemory<byte> Body => _buffer.AsMemory(_offset, _length);

    /// <summary>Decodes the body.</summary>
    /// <param name="borrowBodies">True: bodies of ExtensionObjects point into this message and end with it.</param>
    /// <exception cref="OpcUaException">The message was given up by its sender, is unknown or does not decode.</exception>
    public IOpcUaStructure Decode(bool borrowBodies = false) => AbortReason.IsGood
        ? MessageCodec.Decode(Body, _limits, borrowBodies)
        : throw OpcUaFault.PeerError(AbortReason, "the sender gave the message up");

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }
}
