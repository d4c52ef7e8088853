using System.Collections;

namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>
/// Any value of a built-in type, an array or a matrix of it, OPC 10000-6 §5.2.2.16. Numbers, times and status codes are held
/// without boxing, so that a value change costs no allocation.
/// </summary>
public readonly partial struct Variant : IEquatable<Variant>
{
    private readonly object? _reference;
    private readonly long _bits;

    private Variant(BuiltInType type, long bits)
    {
        Type = type;
        _bits = bits;
    }

    private Variant(BuiltInType type, object? reference, bool isArray = false)
    {
        Type = type;
        IsArray = isArray;
        _reference = reference;
    }

    /// <summary>Type of the value, or of an array's elements.</summary>
    public BuiltInType Type { get; }

    /// <summary>True for an array or a matrix.</summary>
    public bool IsArray { get; }

    /// <summary>True where there is no value.</summary>
    public bool IsNull => Type == BuiltInType.Null;

    /// <summary>Dimensions of a matrix; empty for a scalar or an array.</summary>
    public ReadOnlySpan<int> Dimensions => _reference is VariantMatrix matrix ? matrix.Dimensions : [];

    /// <summary>Elements of an array or matrix; null for a scalar and for a null array.</summary>
    public Array? Elements => !IsArray ? null : _reference is VariantMatrix matrix ? matrix.Elements : (Array?)_reference;

    /// <summary>The value as an object: boxes numbers. An array answers its elements, a matrix a <see cref="VariantMatrix"/>.</summary>
    public object? Value => IsArray ? _reference : Type switch
    {
        BuiltInType.Boolean => _bits != 0,
        BuiltInType.SByte => (sbyte)_bits,
        BuiltInType.Byte => (byte)_bits,
        BuiltInType.Int16 => (short)_bits,
        BuiltInType.UInt16 => (ushort)_bits,
        BuiltInType.Int32 => (int)_bits,
        BuiltInType.UInt32 => (uint)_bits,
        BuiltInType.Int64 => _bits,
        BuiltInType.UInt64 => (ulong)_bits,
        BuiltInType.Float => BitConverter.Int32BitsToSingle((int)_bits),
        BuiltInType.Double => BitConverter.Int64BitsToDouble(_bits),
        BuiltInType.DateTime => DateTime.FromBinary(_bits),
        BuiltInType.StatusCode => new StatusCode((uint)_bits),
        _ => _reference,
    };

    internal long Bits => _bits;

    internal object? Reference => _reference;

    /// <summary>The value where it is exactly a <typeparamref name="T"/>.</summary>
    public bool TryGet<T>([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value)
    {
        if (Value is T typed)
        {
            value = typed;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>A number of any type, or a Boolean as 0 or 1, as a double; no allocation. False for everything else.</summary>
    public bool TryGetDouble(out double value)
    {
        value = IsArray ? double.NaN : Type switch
        {
            BuiltInType.Double => BitConverter.Int64BitsToDouble(_bits),
            BuiltInType.Float => BitConverter.Int32BitsToSingle((int)_bits),
            BuiltInType.UInt64 => (ulong)_bits,
            _ => _bits,
        };
        return !IsArray && Type is >= BuiltInType.Boolean and <= BuiltInType.Double;
    }

    /// <summary>Equal type and value; arrays element by element.</summary>
    public static bool operator ==(Variant left, Variant right) => left.Equals(right);

    /// <summary>Not equal.</summary>
    public static bool operator !=(Variant left, Variant right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Variant other) => Type == other.Type && IsArray == other.IsArray && _bits == other._bits
        && (_reference is Array elements && other._reference is Array others
            ? SameElements(elements, others)
            : Equals(_reference, other._reference));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Variant other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, IsArray, _bits, _reference is Array array ? array.Length : _reference?.GetHashCode());

    /// <inheritdoc/>
    public override string ToString() => IsArray ? $"{Type}[{Elements?.Length ?? -1}]" : Value?.ToString() ?? "null";

    internal static bool SameElements(Array left, Array right) => StructuralComparisons.StructuralEqualityComparer.Equals(left, right);
}
