namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Variant, DataValue and DiagnosticInfo: what may hold itself.</summary>
public ref partial struct OpcUaReader
{
    /// <summary>Reads a Variant (§5.2.2.16). The reserved types 26 to 31 are read as ByteString, as the clause asks.</summary>
    public Variant ReadVariant()
    {
        var encoding = ReadByte();
        var type = (BuiltInType)(encoding & 0x3F);
        if (type is > BuiltInType.DiagnosticInfo and <= (BuiltInType)31)
            type = BuiltInType.ByteString;
        if (type == BuiltInType.Double && encoding == (byte)BuiltInType.Double)
            return Variant.FromBits(BuiltInType.Double, ReadInt64());
        if (encoding == 0)
            return default;
        if (type is BuiltInType.Null or > (BuiltInType)31 || (encoding & 0xC0) == 0x40 || !Enter())
        {
            Fail(StatusCodes.BadDecodingError);
            return default;
        }

        var value = (encoding & 0x80) != 0 ? ReadVariantArray(type, (encoding & 0x40) != 0) : ReadVariantScalar(type);
        Leave();
        return value;
    }

    /// <summary>Reads a DataValue (§5.2.2.17).</summary>
    public DataValue ReadDataValue()
    {
        var mask = ReadByte();
        if (!Enter())
            return default;
        var value = (mask & 0x01) != 0 ? ReadVariant() : default;
        var status = (mask & 0x02) != 0 ? ReadStatusCode() : StatusCodes.Good;
        var source = (mask & 0x04) != 0 ? ReadDateTime() : default;
        var sourcePicoseconds = (mask & 0x10) != 0 ? ReadPicoseconds() : (ushort)0;
        var server = (mask & 0x08) != 0 ? ReadDateTime() : default;
        var serverPicoseconds = (mask & 0x20) != 0 ? ReadPicoseconds() : (ushort)0;
        Leave();
        return new DataValue
        {
            Value = value,
            Status = status,
            SourceTimestamp = source,
            SourcePicoseconds = sourcePicoseconds,
            ServerTimestamp = server,
            ServerPicoseconds = serverPicoseconds,
        };
    }

    /// <summary>Reads a DiagnosticInfo; null where no field is present (§5.2.2.12).</summary>
    public DiagnosticInfo? ReadDiagnosticInfo()
    {
        var mask = ReadByte();
        if (mask == 0 || !Enter())
            return null;
        var symbolicId = (mask & 0x01) != 0 ? ReadInt32() : (int?)null;
        var namespaceUri = (mask & 0x02) != 0 ? ReadInt32() : (int?)null;
        var locale = (mask & 0x08) != 0 ? ReadInt32() : (int?)null;
        var text = (mask & 0x04) != 0 ? ReadInt32() : (int?)null;
        var info = new DiagnosticInfo
        {
            SymbolicId = symbolicId,
            NamespaceUri = namespaceUri,
            Locale = locale,
            LocalizedText = text,
            AdditionalInfo = (mask & 0x10) != 0 ? ReadString() : null,
            InnerStatusCode = (mask & 0x20) != 0 ? ReadStatusCode() : null,
            InnerDiagnosticInfo = (mask & 0x40) != 0 ? ReadDiagnosticInfo() : null,
        };
        Leave();
        return info;
    }

    /// <summary>Larger values than 9999 are read as 9999 (§5.2.2.17).</summary>
    private ushort ReadPicoseconds() => Math.Min(ReadUInt16(), (ushort)9999);

    private Variant ReadVariantScalar(BuiltInType type)
    {
        switch (type)
        {
            case BuiltInType.Boolean: return Variant.From(ReadBoolean());
            case BuiltInType.SByte: return Variant.From(ReadSByte());
            case BuiltInType.Byte: return Variant.From(ReadByte());
            case BuiltInType.Int16: return Variant.From(ReadInt16());
            case BuiltInType.UInt16: return Variant.From(ReadUInt16());
            case BuiltInType.Int32: return Variant.From(ReadInt32());
            case BuiltInType.UInt32: return Variant.From(ReadUInt32());
            case BuiltInType.Int64: return Variant.From(ReadInt64());
            case BuiltInType.UInt64: return Variant.From(ReadUInt64());
            case BuiltInType.Float: return Variant.FromBits(type, ReadInt32());
            case BuiltInType.Double: return Variant.FromBits(type, ReadInt64());
            case BuiltInType.String: return Variant.From(ReadString());
            case BuiltInType.DateTime: return Variant.From(ReadDateTime());
            case BuiltInType.Guid: return Variant.From(ReadGuid());
            case BuiltInType.ByteString: return Variant.From(ReadByteString());
            case BuiltInType.XmlElement: return Variant.From(ReadXmlElement());
            case BuiltInType.NodeId: return Variant.From(ReadNodeId());
            case BuiltInType.ExpandedNodeId: return Variant.From(ReadExpandedNodeId());
            case BuiltInType.StatusCode: return Variant.From(ReadStatusCode());
            case BuiltInType.QualifiedName: return Variant.From(ReadQualifiedName());
            case BuiltInType.LocalizedText: return Variant.From(ReadLocalizedText());
            case BuiltInType.ExtensionObject: return Variant.From(ReadExtensionObject());
            case BuiltInType.DataValue: return Variant.From(ReadDataValue());
            case BuiltInType.DiagnosticInfo: return Variant.FromReference(type, ReadDiagnosticInfo());
            default:
                // A Variant may hold an array of Variants, never a single one.
                Fail(StatusCodes.BadDecodingError);
                return default;
        }
    }

    private Variant ReadVariantArray(BuiltInType type, bool hasDimensions)
    {
        var elements = ReadElements(type);
        if (!hasDimensions)
            return Variant.FromReference(type, elements, isArray: true);
        var dimensions = ReadInt32Array() ?? [];
        var product = dimensions.Length == 0 ? -1L : 1L;
        foreach (var length in dimensions)
            product = length < 0 || product > _limits.ArrayLength ? long.MaxValue / 2 : Math.Min(product * length, long.MaxValue / 2);
        if (elements is not null && product == elements.Length)
            return Variant.FromReference(type, new VariantMatrix(elements, dimensions), isArray: true);
        Fail(StatusCodes.BadDecodingError);
        return default;
    }
}
