namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Texts, bytes, names and identifiers.</summary>
public ref partial struct OpcUaReader
{
    private const byte NamespaceUriFlag = 0x80;
    private const byte ServerIndexFlag = 0x40;

    /// <summary>Reads a String; null for length -1 (§5.2.2.4). Invalid UTF-8 becomes replacement characters.</summary>
    public string? ReadString() => TakeCounted(_limits.StringLength, out var at, out var length)
        ? System.Text.Encoding.UTF8.GetString(_span.Slice(at, length))
        : null;

    /// <summary>Reads a ByteString as a copy; null for length -1 (§5.2.2.7).</summary>
    public byte[]? ReadByteString() => TakeCounted(_limits.ByteStringLength, out var at, out var length)
        ? _span.Slice(at, length).ToArray()
        : null;

    /// <summary>Reads an XmlElement (§5.2.2.8).</summary>
    public XmlElement ReadXmlElement() => new(ReadString());

    /// <summary>Reads a NodeId in any of its six encodings (§5.2.2.9).</summary>
    public NodeId ReadNodeId() => ReadNodeId(ReadByte());

    /// <summary>Reads an ExpandedNodeId (§5.2.2.10).</summary>
    public ExpandedNodeId ReadExpandedNodeId()
    {
        var encoding = ReadByte();
        var nodeId = ReadNodeId((byte)(encoding & ~(NamespaceUriFlag | ServerIndexFlag)));
        var uri = (encoding & NamespaceUriFlag) != 0 ? ReadString() : null;
        var server = (encoding & ServerIndexFlag) != 0 ? ReadUInt32() : 0;
        return new ExpandedNodeId(nodeId, uri, server);
    }

    /// <summary>Reads a QualifiedName (§5.2.2.13).</summary>
    public QualifiedName ReadQualifiedName()
    {
        var index = ReadUInt16();
        return new QualifiedName(ReadString(), index);
    }

    /// <summary>Reads a LocalizedText (§5.2.2.14).</summary>
    public LocalizedText ReadLocalizedText()
    {
        var mask = ReadByte();
        var locale = (mask & 1) != 0 ? ReadString() : null;
        return new LocalizedText((mask & 2) != 0 ? ReadString() : null, locale);
    }

    /// <summary>Reads an ExtensionObject, its body undecoded (§5.2.2.15).</summary>
    public ExtensionObject ReadExtensionObject()
    {
        var typeId = ReadNodeId();
        var encoding = ReadByte();
        if (encoding > (byte)ExtensionObjectEncoding.Xml)
            Fail(StatusCodes.BadDecodingError);
        if (encoding == 0 || !TakeCounted(_limits.ByteStringLength, out var at, out var length))
            return new ExtensionObject(typeId, Status.IsGood ? (ExtensionObjectEncoding)encoding : default, default);
        var body = _memory.Slice(at, length);
        return new ExtensionObject(typeId, (ExtensionObjectEncoding)encoding, _borrowBodies ? body : body.ToArray());
    }

    private NodeId ReadNodeId(byte encoding)
    {
        switch (encoding)
        {
            case 0:
                return new NodeId(ReadByte());
            case 1:
                var narrow = ReadByte();
                return new NodeId(ReadUInt16(), narrow);
            case 2:
                var index = ReadUInt16();
                return new NodeId(ReadUInt32(), index);
            case 3:
                index = ReadUInt16();
                return new NodeId(ReadString() ?? "", index);
            case 4:
                index = ReadUInt16();
                return new NodeId(ReadGuid(), index);
            case 5:
                index = ReadUInt16();
                return new NodeId(ReadByteString() ?? [], index);
            default:
                Fail(StatusCodes.BadDecodingError);
                return default;
        }
    }

    /// <summary>Reads a length and that many bytes; false for null and after a failure.</summary>
    private bool TakeCounted(int limit, out int at, out int length)
    {
        length = ReadInt32();
        at = _position;
        if (length < 0 || !Status.IsGood)
            return false;
        if (length <= limit)
            return Take(length, out at);
        Fail(StatusCodes.BadEncodingLimitsExceeded);
        return false;
    }
}
