using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Fuzz.OpcUa;

/// <summary>A request whose body is damaged after it was encoded; the channel around it is sound.</summary>
internal sealed class DamagedRequest : IOpcUaStructure
{
    private readonly byte[] _body;

    internal DamagedRequest(Random random, IOpcUaStructure request)
    {
        EncodingId = request.EncodingId;
        _body = Mutator.Mutate(random, ExtensionObject.From(request).Body.Span);
    }

    public uint EncodingId { get; }

    public void Encode(ref OpcUaWriter writer)
    {
        foreach (var octet in _body)
            writer.WriteByte(octet);
    }
}
