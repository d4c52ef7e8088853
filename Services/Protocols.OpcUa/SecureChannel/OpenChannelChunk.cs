using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>A received OPN chunk before decryption: channel id, security header, and where it ends.</summary>
internal sealed class OpenChannelChunk
{
    private readonly byte[] _chunk;
    private readonly int _headerEnd;
    private readonly OpcUaLimits _limits;

    internal OpenChannelChunk(byte[] chunk, OpcUaLimits limits)
    {
        _chunk = chunk;
        _limits = limits;
        var reader = new OpcUaReader(chunk, limits);
        reader.ReadUInt64();
        ChannelId = reader.ReadUInt32();
        Header = SecurityHeader.Decode(ref reader);
        reader.ThrowIfFailed("the security header of OpenSecureChannel");
        _headerEnd = reader.Position;
    }

    internal uint ChannelId { get; }

    internal SecurityHeader Header { get; }

    /// <summary>Decrypts, verifies and decodes.</summary>
    internal (IOpcUaStructure Message, ChunkPosition Position) Open(SecurityPolicy policy, X509Certificate2? own, X509Certificate2? peer)
    {
        if (!policy.IsNone && !CryptographicOperations.FixedTimeEquals(own!.GetCertHash(), Header.ReceiverThumbprint))
            throw OpcUaFault.SecurityChecksFailed();
        var (plain, position) = AsymmetricChunk.Open(_chunk, _headerEnd, policy, own, peer);
        return (MessageCodec.Decode(plain.AsMemory(position.Offset, position.Length), _limits), position);
    }
}
