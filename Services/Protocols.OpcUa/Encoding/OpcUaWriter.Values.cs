using System.Runtime.InteropServices;

namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Variant, DataValue and DiagnosticInfo.</summary>
public ref partial struct OpcUaWriter
{
    /// <summary>Writes a Variant (§5.2.2.16).</summary>
    /// <exception cref="OpcUaException">It holds a single Variant, which the encoding has no form for.</exception>
    public void WriteVariant(Variant value)
    {
        if (!value.IsArray)
        {
            WriteByte((byte)value.Type);
            WriteScalar(value);
            return;
        }

        var dimensions = value.Dimensions;
        WriteByte((byte)((int)value.Type | 0x80 | (dimensions.IsEmpty ? 0 : 0x40)));
        WriteElements(value.Type, value.Elements);
        if (dimensions.IsEmpty)
            return;
        WriteInt32(dimensions.Length);
        WriteBytes(MemoryMarshal.AsBytes(dimensions));
    }

    /// <summary>Writes a DataValue; defaults are left out (§5.2.2.17).</summary>
    public void WriteDataValue(DataValue value)
    {
        var mask = (value.Value.IsNull ? 0 : 0x01) | (value.Status == StatusCodes.Good ? 0 : 0x02)
            | (value.SourceTimestamp == default ? 0 : 0x04) | (value.ServerTimestamp == default ? 0 : 0x08)
            | (value.SourcePicoseconds == 0 ? 0 : 0x10) | (value.ServerPicoseconds == 0 ? 0 : 0x20);
        WriteByte((byte)mask);
        if ((mask & 0x01) != 0)
            WriteVariant(value.Value);
        if ((mask & 0x02) != 0)
            WriteStatusCode(value.Status);
        if ((mask & 0x04) != 0)
            WriteDateTime(value.SourceTimestamp);
        if ((mask & 0x10) != 0)
            WriteUInt16(value.SourcePicoseconds);
        if ((mask & 0x08) != 0)
            WriteDateTime(value.ServerTimestamp);
        if ((mask & 0x20) != 0)
            WriteUInt16(value.ServerPicoseconds);
    }

    /// <summary>Writes a DiagnosticInfo; null as an empty one (§5.2.2.12).</summary>
    public void WriteDiagnosticInfo(DiagnosticInfo? value)
    {
        if (value is null)
        {
            WriteByte(0);
            return;
        }

        WriteByte((byte)((value.SymbolicId is null ? 0 : 0x01) | (value.NamespaceUri is null ? 0 : 0x02)
            | (value.LocalizedText is null ? 0 : 0x04) | (value.Locale is null ? 0 : 0x08) | (value.AdditionalInfo is null ? 0 : 0x10)
            | (value.InnerStatusCode is null ? 0 : 0x20) | (value.InnerDiagnosticInfo is null ? 0 : 0x40)));
        WriteIndex(value.SymbolicId);
        WriteIndex(value.NamespaceUri);
        WriteIndex(value.Locale);
        WriteIndex(value.LocalizedText);
        if (value.AdditionalInfo is not null)
            WriteString(value.AdditionalInfo);
        if (value.InnerStatusCode is { } inner)
            WriteStatusCode(inner);
        if (value.InnerDiagnosticInfo is not null)
            WriteDiagnosticInfo(value.InnerDiagnosticInfo);
    }

    private void WriteIndex(int? index)
    {
        if (index is { } value)
            WriteInt32(value);
    }

    private void WriteScalar(Variant value)
    {
        switch (value.Type)
        {
            case BuiltInType.Null: return;
            case BuiltInType.Boolean or BuiltInType.SByte or BuiltInType.Byte: WriteByte((byte)value.Bits); return;
            case BuiltInType.Int16 or BuiltInType.UInt16: WriteUInt16((ushort)value.Bits); return;
            case BuiltInType.Int32 or BuiltInType.UInt32 or BuiltInType.Float or BuiltInType.StatusCode: WriteUInt32((uint)value.Bits); return;
            case BuiltInType.Int64 or BuiltInType.UInt64 or BuiltInType.Double: WriteInt64(value.Bits); return;
            case BuiltInType.DateTime: WriteDateTime(DateTime.FromBinary(value.Bits)); return;
            case BuiltInType.String: WriteString((string?)value.Reference); return;
            case BuiltInType.Guid: WriteGuid((Guid)value.Reference!); return;
            case BuiltInType.ByteString: WriteByteString((byte[]?)value.Reference); return;
            case BuiltInType.XmlElement: WriteXmlElement((XmlElement)value.Reference!); return;
            case BuiltInType.NodeId: WriteNodeId((NodeId)value.Reference!); return;
            case BuiltInType.ExpandedNodeId: WriteExpandedNodeId((ExpandedNodeId)value.Reference!); return;
            case BuiltInType.QualifiedName: WriteQualifiedName((QualifiedName)value.Reference!); return;
            case BuiltInType.LocalizedText: WriteLocalizedText((LocalizedText)value.Reference!); return;
            case BuiltInType.ExtensionObject: WriteExtensionObject((ExtensionObject)value.Reference!); return;
            case BuiltInType.DataValue: WriteDataValue((DataValue)value.Reference!); return;
            case BuiltInType.DiagnosticInfo: WriteDiagnosticInfo((DiagnosticInfo?)value.Reference); return;
            default: throw OpcUaFault.Encoding(StatusCodes.BadEncodingError, "a Variant that holds a single Variant");
        }
    }
}
