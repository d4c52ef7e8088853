using System.Buffers.Binary;

namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Texts, bytes, names and identifiers.</summary>
public ref partial struct OpcUaWriter
{
    /// <summary>Writes a String; null as length -1 (§5.2.2.4).</summary>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteInt32(-1);
            return;
        }

        var length = System.Text.Encoding.UTF8.GetByteCount(value);
        WriteInt32(length);
        System.Text.Encoding.UTF8.GetBytes(value, Reserve(length));
    }

    /// <summary>Writes a ByteString; null as length -1 (§5.2.2.7).</summary>
    public void WriteByteString(byte[]? value)
    {
        WriteInt32(value?.Length ?? -1);
        WriteBytes(value);
    }

    /// <summary>Writes an XmlElement (§5.2.2.8).</summary>
    public void WriteXmlElement(XmlElement value) => WriteString(value.Text);

    /// <summary>Writes a NodeId in its shortest encoding (§5.2.2.9).</summary>
    public void WriteNodeId(NodeId value) => WriteNodeId(value, 0);

    /// <summary>Writes an ExpandedNodeId (§5.2.2.10).</summary>
    public void WriteExpandedNodeId(ExpandedNodeId value)
    {
        var flags = (value.NamespaceUri is null ? 0 : 0x80) | (value.ServerIndex == 0 ? 0 : 0x40);
        WriteNodeId(value.NodeId, (byte)flags);
        if (value.NamespaceUri is not null)
            WriteString(value.NamespaceUri);
        if (value.ServerIndex != 0)
            WriteUInt32(value.ServerIndex);
    }

    /// <summary>Writes a QualifiedName (§5.2.2.13).</summary>
    public void WriteQualifiedName(QualifiedName value)
    {
        WriteUInt16(value.NamespaceIndex);
        WriteString(value.Name);
    }

    /// <summary>Writes a LocalizedText; null parts are left out (§5.2.2.14).</summary>
    public void WriteLocalizedText(LocalizedText value)
    {
        WriteByte((byte)((value.Locale is null ? 0 : 1) | (value.Text is null ? 0 : 2)));
        if (value.Locale is not null)
            WriteString(value.Locale);
        if (value.Text is not null)
            WriteString(value.Text);
    }

    /// <summary>Writes an ExtensionObject whose body is encoded already (§5.2.2.15).</summary>
    public void WriteExtensionObject(ExtensionObject value)
    {
        WriteNodeId(value.TypeId);
        WriteByte((byte)value.Encoding);
        if (value.Encoding == ExtensionObjectEncoding.None)
            return;
        WriteInt32(value.Body.Length);
        WriteBytes(value.Body.Span);
    }

    /// <summary>Writes a structure as an ExtensionObject, encoding it in place.</summary>
    public void WriteExtensionObject(IOpcUaStructure structure)
    {
        WriteNodeId(structure.EncodingId);
        WriteByte((byte)ExtensionObjectEncoding.Binary);
        var length = _position;
        WriteInt32(0);
        structure.Encode(ref this);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(length), _position - length - 4);
    }

    private void WriteNodeId(NodeId value, byte flags)
    {
        switch (value.Type)
        {
            case NodeIdType.Numeric:
                WriteNumericNodeId(value, flags);
                return;
            case NodeIdType.String:
                WriteByte((byte)(3 | flags));
                WriteUInt16(value.NamespaceIndex);
                WriteString((string)value.Identifier!);
                return;
            case NodeIdType.Guid:
                WriteByte((byte)(4 | flags));
                WriteUInt16(value.NamespaceIndex);
                WriteGuid((Guid)value.Identifier!);
                return;
            default:
                WriteByte((byte)(5 | flags));
                WriteUInt16(value.NamespaceIndex);
                WriteByteString((byte[])value.Identifier!);
                return;
        }
    }

    private void WriteNumericNodeId(NodeId value, byte flags)
    {
        if (value.NamespaceIndex == 0 && value.Numeric <= byte.MaxValue)
        {
            WriteByte(flags);
            WriteByte((byte)value.Numeric);
        }
        else if (value.NamespaceIndex <= byte.MaxValue && value.Numeric <= ushort.MaxValue)
        {
            WriteByte((byte)(1 | flags));
            WriteByte((byte)value.NamespaceIndex);
            WriteUInt16((ushort)value.Numeric);
        }
        else
        {
            WriteByte((byte)(2 | flags));
            WriteUInt16(value.NamespaceIndex);
            WriteUInt32(value.Numeric);
        }
    }
}
