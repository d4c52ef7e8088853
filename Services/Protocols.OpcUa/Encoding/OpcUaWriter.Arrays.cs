using System.Runtime.InteropServices;

namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Arrays, OPC 10000-6 §5.2.5.</summary>
public ref partial struct OpcUaWriter
{
    private delegate void ElementWriter<T>(ref OpcUaWriter writer, T element);

    /// <summary>Writes an array of structures.</summary>
    public void WriteStructures<T>(T[] values)
        where T : IOpcUaStructure<T>
    {
        WriteInt32(NullArray<T>.CountOf(values));
        foreach (var value in values)
            value.Encode(ref this);
    }

    /// <summary>Writes an array of UInt32.</summary>
    public void WriteUInt32Array(uint[] values) => WriteNumbers(values);

    /// <summary>Writes an array of StatusCode.</summary>
    public void WriteStatusCodeArray(StatusCode[] values) => WriteEach(values, static (ref OpcUaWriter writer, StatusCode value) => writer.WriteStatusCode(value));

    /// <summary>Writes an array of String.</summary>
    public void WriteStringArray(string?[] values) => WriteEach(values, static (ref OpcUaWriter writer, string? value) => writer.WriteString(value));

    /// <summary>Writes an array of ByteString.</summary>
    public void WriteByteStringArray(byte[]?[] values) => WriteEach(values, static (ref OpcUaWriter writer, byte[]? value) => writer.WriteByteString(value));

    /// <summary>Writes an array of NodeId.</summary>
    public void WriteNodeIdArray(NodeId[] values) => WriteEach(values, static (ref OpcUaWriter writer, NodeId value) => writer.WriteNodeId(value));

    /// <summary>Writes an array of QualifiedName.</summary>
    public void WriteQualifiedNameArray(QualifiedName[] values) => WriteEach(values, static (ref OpcUaWriter writer, QualifiedName value) => writer.WriteQualifiedName(value));

    /// <summary>Writes an array of ExtensionObject.</summary>
    public void WriteExtensionObjectArray(ExtensionObject[] values) => WriteEach(values, static (ref OpcUaWriter writer, ExtensionObject value) => writer.WriteExtensionObject(value));

    /// <summary>Writes an array of Variant.</summary>
    public void WriteVariantArray(Variant[] values) => WriteEach(values, static (ref OpcUaWriter writer, Variant value) => writer.WriteVariant(value));

    /// <summary>Writes an array of DataValue.</summary>
    public void WriteDataValueArray(DataValue[] values) => WriteEach(values, static (ref OpcUaWriter writer, DataValue value) => writer.WriteDataValue(value));

    /// <summary>Writes an array of DiagnosticInfo.</summary>
    public void WriteDiagnosticInfoArray(DiagnosticInfo?[] values) => WriteEach(values, static (ref OpcUaWriter writer, DiagnosticInfo? value) => writer.WriteDiagnosticInfo(value));

    private void WriteEach<T>(T[] values, ElementWriter<T> write)
    {
        WriteInt32(NullArray<T>.CountOf(values));
        foreach (var value in values)
            write(ref this, value);
    }

    /// <summary>Copies numbers as they stand: the wire is little-endian, and so is every processor this is built for.</summary>
    private void WriteNumbers<T>(T[] values)
        where T : unmanaged
    {
        WriteInt32(NullArray<T>.CountOf(values));
        WriteBytes(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private void WriteElements(BuiltInType type, Array? elements)
    {
        if (elements is null)
        {
            WriteInt32(-1);
            return;
        }

        switch (type)
        {
            case BuiltInType.Boolean: WriteEach((bool[])elements, static (ref OpcUaWriter writer, bool value) => writer.WriteBoolean(value)); return;
            case BuiltInType.SByte: WriteNumbers((sbyte[])elements); return;
            case BuiltInType.Byte: WriteNumbers((byte[])elements); return;
            case BuiltInType.Int16: WriteNumbers((short[])elements); return;
            case BuiltInType.UInt16: WriteNumbers((ushort[])elements); return;
            case BuiltInType.Int32: WriteNumbers((int[])elements); return;
            case BuiltInType.UInt32: WriteNumbers((uint[])elements); return;
            case BuiltInType.Int64: WriteNumbers((long[])elements); return;
            case BuiltInType.UInt64: WriteNumbers((ulong[])elements); return;
            case BuiltInType.Float: WriteNumbers((float[])elements); return;
            case BuiltInType.Double: WriteNumbers((double[])elements); return;
            case BuiltInType.DateTime: WriteEach((DateTime[])elements, static (ref OpcUaWriter writer, DateTime value) => writer.WriteDateTime(value)); return;
            case BuiltInType.Guid: WriteEach((Guid[])elements, static (ref OpcUaWriter writer, Guid value) => writer.WriteGuid(value)); return;
            case BuiltInType.StatusCode: WriteStatusCodeArray((StatusCode[])elements); return;
            default: WriteReferences(type, elements); return;
        }
    }

    private void WriteReferences(BuiltInType type, Array elements)
    {
        switch (type)
        {
            case BuiltInType.String: WriteStringArray((string?[])elements); return;
            case BuiltInType.ByteString: WriteByteStringArray((byte[]?[])elements); return;
            case BuiltInType.XmlElement: WriteEach((XmlElement[])elements, static (ref OpcUaWriter writer, XmlElement value) => writer.WriteXmlElement(value)); return;
            case BuiltInType.NodeId: WriteNodeIdArray((NodeId[])elements); return;
            case BuiltInType.ExpandedNodeId: WriteEach((ExpandedNodeId[])elements, static (ref OpcUaWriter writer, ExpandedNodeId value) => writer.WriteExpandedNodeId(value)); return;
            case BuiltInType.QualifiedName: WriteQualifiedNameArray((QualifiedName[])elements); return;
            case BuiltInType.LocalizedText: WriteEach((LocalizedText[])elements, static (ref OpcUaWriter writer, LocalizedText value) => writer.WriteLocalizedText(value)); return;
            case BuiltInType.ExtensionObject: WriteExtensionObjectArray((ExtensionObject[])elements); return;
            case BuiltInType.DataValue: WriteDataValueArray((DataValue[])elements); return;
            case BuiltInType.Variant: WriteVariantArray((Variant[])elements); return;
            default: WriteDiagnosticInfoArray((DiagnosticInfo?[])elements); return;
        }
    }
}
