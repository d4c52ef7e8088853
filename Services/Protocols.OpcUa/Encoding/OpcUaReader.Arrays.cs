using System.Runtime.InteropServices;

namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Arrays, OPC 10000-6 §5.2.5: a count, checked against limit and remaining bytes, then the elements.</summary>
public ref partial struct OpcUaReader
{
    private delegate T ElementReader<T>(ref OpcUaReader reader);

    /// <summary>Reads an array of structures; a null array has no elements either (see <see cref="NullArray{T}"/>).</summary>
    public T[] ReadStructures<T>()
        where T : IOpcUaStructure<T>
    {
        if (!BeginArray(1, out var count))
            return NullArray<T>.Value;
        var elements = new T[count];
        for (var i = 0; i < count && Status.IsGood; i++)
            elements[i] = T.Decode(ref this);
        return Status.IsGood ? elements : [];
    }

    /// <summary>Reads an array of UInt32; a null array has no elements either (see <see cref="NullArray{T}"/>).</summary>
    public uint[] ReadUInt32Array() => ReadNumbers<uint>(4) ?? NullArray<uint>.Value;

    /// <summary>Reads an array of StatusCode; a null array has no elements either (see <see cref="NullArray{T}"/>).</summary>
    public StatusCode[] ReadStatusCodeArray() => ReadEach(4, static (ref OpcUaReader reader) => reader.ReadStatusCode()) ?? NullArray<StatusCode>.Value;

    /// <summary>Reads an array of String; a null array has no elements either (see <see cref="NullArray{T}"/>).</summary>
    public string?[] ReadStringArray() => ReadEach(4, static (ref OpcUaReader reader) => reader.ReadString()) ?? NullArray<string?>.Value;

    /// <summary>Reads an array of ByteString; a null array has no elements either (see <see cref="NullArray{T}"/>).</summary>
    public byte[]?[] ReadByteStringArray() => ReadEach(4, static (ref OpcUaReader reader) => reader.ReadByteString()) ?? NullArray<byte[]?>.Value;

    /// <summary>Reads an array of NodeId; a null array has no elements either (see <see cref="NullArray{T}"/>).</summary>
    public NodeId[] ReadNodeIdArray() => ReadEach(2, static (ref OpcUaReader reader) => reader.ReadNodeId()) ?? NullArray<NodeId>.Value;

    /// <summary>Reads an array of QualifiedName; a null array has no elements either (see <see cref="NullArray{T}"/>).</summary>
    public QualifiedName[] ReadQualifiedNameArray() => ReadEach(6, static (ref OpcUaReader reader) => reader.ReadQualifiedName()) ?? NullArray<QualifiedName>.Value;

    /// <summary>Reads an array of ExtensionObject; a null array has no elements either (see <see cref="NullArray{T}"/>).</summary>
    public ExtensionObject[] ReadExtensionObjectArray() => ReadEach(3, static (ref OpcUaReader reader) => reader.ReadExtensionObject()) ?? NullArray<ExtensionObject>.Value;

    /// <summary>Reads an array of Variant; a null array has no elements either (see <see cref="NullArray{T}"/>).</summary>
    public Variant[] ReadVariantArray() => ReadEach(1, static (ref OpcUaReader reader) => reader.ReadVariant()) ?? NullArray<Variant>.Value;

    /// <summary>Reads an array of DataValue; a null array has no elements either (see <see cref="NullArray{T}"/>).</summary>
    public DataValue[] ReadDataValueArray() => ReadEach(1, static (ref OpcUaReader reader) => reader.ReadDataValue()) ?? NullArray<DataValue>.Value;

    /// <summary>Reads an array of DiagnosticInfo; a null array has no elements either (see <see cref="NullArray{T}"/>).</summary>
    public DiagnosticInfo?[] ReadDiagnosticInfoArray() => ReadEach(1, static (ref OpcUaReader reader) => reader.ReadDiagnosticInfo()) ?? NullArray<DiagnosticInfo?>.Value;

    internal int[]? ReadInt32Array() => ReadNumbers<int>(4);

    /// <summary>Reads a count; false for a null array and after a failure.</summary>
    internal bool BeginArray(int leastElementSize, out int count)
    {
        count = ReadInt32();
        if (count < 0 || !Status.IsGood)
            return false;
        if (count > _limits.ArrayLength)
            Fail(StatusCodes.BadEncodingLimitsExceeded);
        else if ((long)count * leastElementSize > Remaining)
            Fail(StatusCodes.BadDecodingError);
        return Status.IsGood;
    }

    private T[]? ReadEach<T>(int leastElementSize, ElementReader<T> read)
    {
        if (!BeginArray(leastElementSize, out var count))
            return null;
        var elements = new T[count];
        for (var i = 0; i < count && Status.IsGood; i++)
            elements[i] = read(ref this);
        return Status.IsGood ? elements : null;
    }

    /// <summary>Copies numbers as they stand: the wire is little-endian, and so is every processor this is built for.</summary>
    private T[]? ReadNumbers<T>(int size)
        where T : unmanaged
    {
        if (!BeginArray(size, out var count) || !Take(count * size, out var at))
            return null;
        var numbers = new T[count];
        MemoryMarshal.Cast<byte, T>(_span.Slice(at, count * size)).CopyTo(numbers);
        return numbers;
    }

    private Array? ReadElements(BuiltInType type) => type switch
    {
        BuiltInType.Boolean => ReadEach(1, static (ref OpcUaReader reader) => reader.ReadBoolean()),
        BuiltInType.SByte => ReadNumbers<sbyte>(1),
        BuiltInType.Byte => ReadNumbers<byte>(1),
        BuiltInType.Int16 => ReadNumbers<short>(2),
        BuiltInType.UInt16 => ReadNumbers<ushort>(2),
        BuiltInType.Int32 => ReadNumbers<int>(4),
        BuiltInType.UInt32 => ReadNumbers<uint>(4),
        BuiltInType.Int64 => ReadNumbers<long>(8),
        BuiltInType.UInt64 => ReadNumbers<ulong>(8),
        BuiltInType.Float => ReadNumbers<float>(4),
        BuiltInType.Double => ReadNumbers<double>(8),
        BuiltInType.String => ReadEach(4, static (ref OpcUaReader reader) => reader.ReadString()),
        BuiltInType.DateTime => ReadEach(8, static (ref OpcUaReader reader) => reader.ReadDateTime()),
        BuiltInType.Guid => ReadEach(16, static (ref OpcUaReader reader) => reader.ReadGuid()),
        BuiltInType.ByteString => ReadEach(4, static (ref OpcUaReader reader) => reader.ReadByteString()),
        BuiltInType.XmlElement => ReadEach(4, static (ref OpcUaReader reader) => reader.ReadXmlElement()),
        BuiltInType.NodeId => ReadEach(2, static (ref OpcUaReader reader) => reader.ReadNodeId()),
        BuiltInType.ExpandedNodeId => ReadEach(2, static (ref OpcUaReader reader) => reader.ReadExpandedNodeId()),
        BuiltInType.StatusCode => ReadEach(4, static (ref OpcUaReader reader) => reader.ReadStatusCode()),
        BuiltInType.QualifiedName => ReadEach(6, static (ref OpcUaReader reader) => reader.ReadQualifiedName()),
        BuiltInType.LocalizedText => ReadEach(1, static (ref OpcUaReader reader) => reader.ReadLocalizedText()),
        BuiltInType.ExtensionObject => ReadEach(3, static (ref OpcUaReader reader) => reader.ReadExtensionObject()),
        BuiltInType.DataValue => ReadEach(1, static (ref OpcUaReader reader) => reader.ReadDataValue()),
        BuiltInType.Variant => ReadEach(1, static (ref OpcUaReader reader) => reader.ReadVariant()),
        _ => ReadEach(1, static (ref OpcUaReader reader) => reader.ReadDiagnosticInfo()),
    };
}
