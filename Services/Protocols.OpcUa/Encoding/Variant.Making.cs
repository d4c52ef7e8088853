namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>How Variants are made.</summary>
public readonly partial struct Variant
{
    /// <summary>A Boolean.</summary>
    public static Variant From(bool value) => new(BuiltInType.Boolean, value ? 1L : 0L);

    /// <summary>An SByte.</summary>
    public static Variant From(sbyte value) => new(BuiltInType.SByte, (long)value);

    /// <summary>A Byte.</summary>
    public static Variant From(byte value) => new(BuiltInType.Byte, (long)value);

    /// <summary>An Int16.</summary>
    public static Variant From(short value) => new(BuiltInType.Int16, (long)value);

    /// <summary>A UInt16.</summary>
    public static Variant From(ushort value) => new(BuiltInType.UInt16, (long)value);

    /// <summary>An Int32.</summary>
    public static Variant From(int value) => new(BuiltInType.Int32, (long)value);

    /// <summary>A UInt32.</summary>
    public static Variant From(uint value) => new(BuiltInType.UInt32, (long)value);

    /// <summary>An Int64.</summary>
    public static Variant From(long value) => new(BuiltInType.Int64, value);

    /// <summary>A UInt64.</summary>
    public static Variant From(ulong value) => new(BuiltInType.UInt64, (long)value);

    /// <summary>A Float.</summary>
    public static Variant From(float value) => new(BuiltInType.Float, (long)BitConverter.SingleToInt32Bits(value));

    /// <summary>A Double.</summary>
    public static Variant From(double value) => new(BuiltInType.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A time; UTC is assumed.</summary>
    public static Variant From(DateTime value) => new(BuiltInType.DateTime, DateTime.SpecifyKind(value, DateTimeKind.Utc).ToBinary());

    /// <summary>A status code.</summary>
    public static Variant From(StatusCode value) => new(BuiltInType.StatusCode, (long)value.Value);

    /// <summary>A text; null is a null String.</summary>
    public static Variant From(string? value) => new(BuiltInType.String, (object?)value);

    /// <summary>A GUID.</summary>
    public static Variant From(Guid value) => new(BuiltInType.Guid, (object)value);

    /// <summary>A ByteString; for an array of Byte use <see cref="FromArray{T}"/>.</summary>
    public static Variant From(byte[]? value) => new(BuiltInType.ByteString, (object?)value);

    /// <summary>An XML fragment.</summary>
    public static Variant From(XmlElement value) => new(BuiltInType.XmlElement, (object)value);

    /// <summary>A NodeId.</summary>
    public static Variant From(NodeId value) => new(BuiltInType.NodeId, (object)value);

    /// <summary>An ExpandedNodeId.</summary>
    public static Variant From(ExpandedNodeId value) => new(BuiltInType.ExpandedNodeId, (object)value);

    /// <summary>A qualified name.</summary>
    public static Variant From(QualifiedName value) => new(BuiltInType.QualifiedName, (object)value);

    /// <summary>A localized text.</summary>
    public static Variant From(LocalizedText value) => new(BuiltInType.LocalizedText, (object)value);

    /// <summary>An encoded structure.</summary>
    public static Variant From(ExtensionObject value) => new(BuiltInType.ExtensionObject, (object)value);

    /// <summary>A structure, encoded.</summary>
    public static Variant From(IOpcUaStructure value) => From(ExtensionObject.From(value));

    /// <summary>A DataValue within a Variant.</summary>
    public static Variant From(DataValue value) => new(BuiltInType.DataValue, (object)value);

    /// <summary>Details of an error.</summary>
    public static Variant From(DiagnosticInfo value) => new(BuiltInType.DiagnosticInfo, (object)value);

    /// <summary>An array of a built-in type.</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is none.</exception>
    public static Variant FromArray<T>(T[] elements) => new(VariantTypes.Of(typeof(T)), elements, isArray: true);

    /// <summary>A matrix: elements in row-major order, as many as the product of the dimensions.</summary>
    /// <exception cref="ArgumentException">The product differs, or <typeparamref name="T"/> is no built-in type.</exception>
    public static Variant FromMatrix<T>(T[] elements, params int[] dimensions)
    {
        if (dimensions.Aggregate(1L, (product, length) => product * length) != elements.Length)
            throw new ArgumentException($"{elements.Length} elements do not fill the dimensions {string.Join('x', dimensions)}.");
        return new(VariantTypes.Of(typeof(T)), new VariantMatrix(elements, dimensions), isArray: true);
    }

    internal static Variant FromBits(BuiltInType type, long bits) => new(type, bits);

    internal static Variant FromReference(BuiltInType type, object? reference, bool isArray = false) => new(type, reference, isArray);
}
