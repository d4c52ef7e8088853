using System.Reflection;
using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Tests.Services;

/// <summary>Fills any wire type with random values, property by property.</summary>
internal sealed class RandomStructures(int seed)
{
    private readonly Random _random = new(seed);

    internal static IReadOnlyList<Type> AllTypes { get; } = [.. typeof(IOpcUaStructure).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IOpcUaStructure))).OrderBy(type => type.Name, StringComparer.Ordinal)];

    internal IOpcUaStructure Make(Type type)
    {
        var structure = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.CanWrite))
            property.SetValue(structure, Value(property.PropertyType, 0));
        return (IOpcUaStructure)structure;
    }

    private object? Value(Type type, int depth)
    {
        if (type == typeof(bool)) return _random.Next(2) == 1;
        if (type == typeof(byte)) return (byte)_random.Next(256);
        if (type == typeof(int)) return _random.Next(int.MinValue, int.MaxValue);
        if (type == typeof(uint)) return (uint)_random.NextInt64(1L << 32);
        if (type == typeof(long)) return _random.NextInt64();
        if (type == typeof(double)) return _random.NextDouble() * 1e6;
        if (type == typeof(string)) return Text();
        if (type == typeof(byte[])) return Bytes();
        if (type == typeof(DateTime)) return new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(_random.NextInt64(1L << 55));
        if (type == typeof(StatusCode)) return new StatusCode((uint)_random.NextInt64(1L << 32));
        if (type == typeof(NodeId)) return Node();
        if (type == typeof(ExpandedNodeId)) return new ExpandedNodeId(Node(), Text(), (uint)_random.Next(3));
        if (type == typeof(QualifiedName)) return new QualifiedName(Text(), (ushort)_random.Next(1 << 16));
        if (type == typeof(LocalizedText)) return new LocalizedText(Text(), Text());
        if (type == typeof(Variant)) return Any(depth);
        if (type == typeof(DataValue)) return Data(depth);
        if (type == typeof(DiagnosticInfo)) return Diagnostics(depth);
        if (type == typeof(ExtensionObject)) return Extension();
        if (type.IsEnum) return Enum.GetValues(type).GetValue(_random.Next(Enum.GetValues(type).Length));
        if (type.IsArray) return Elements(type.GetElementType()!, depth);
        return Make(type);
    }

    private Array Elements(Type type, int depth)
    {
        var elements = Array.CreateInstance(type, _random.Next(4));
        for (var i = 0; i < elements.Length; i++)
            elements.SetValue(Value(type, depth + 1), i);
        return elements;
    }

    private string? Text() => _random.Next(5) == 0 ? null : new string('ä', _random.Next(3)) + _random.Next();

    private byte[]? Bytes()
    {
        if (_random.Next(5) == 0)
            return null;
        var bytes = new byte[_random.Next(40)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private NodeId Node() => _random.Next(4) switch
    {
        0 => new NodeId((uint)_random.NextInt64(1L << _random.Next(1, 33)), (ushort)_random.Next(1 << _random.Next(1, 17))),
        1 => new NodeId(Text() ?? "", (ushort)_random.Next(9)),
        2 => new NodeId(new Guid(_random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), (ushort)_random.Next(9)),
        _ => new NodeId(Bytes() ?? [], (ushort)_random.Next(9)),
    };

    private ExtensionObject Extension() => _random.Next(3) == 0
        ? new ExtensionObject(Node(), ExtensionObjectEncoding.None, default)
        : new ExtensionObject(Node(), (ExtensionObjectEncoding)_random.Next(1, 3), Bytes() ?? []);

    private DataValue Data(int depth) => new()
    {
        Value = Any(depth + 1),
        Status = new StatusCode((uint)_random.Next(2) << 31),
        SourceTimestamp = (DateTime)Value(typeof(DateTime), depth)!,
        ServerTimestamp = _random.Next(2) == 0 ? default : (DateTime)Value(typeof(DateTime), depth)!,
        SourcePicoseconds = (ushort)_random.Next(10_000),
    };

    private DiagnosticInfo? Diagnostics(int depth) => _random.Next(3) == 0 ? null : new DiagnosticInfo
    {
        SymbolicId = _random.Next(),
        AdditionalInfo = Text(),
        InnerStatusCode = _random.Next(2) == 0 ? null : StatusCodes.BadTimeout,
        InnerDiagnosticInfo = depth > 3 ? null : Diagnostics(depth + 1),
    };

    private Variant Any(int depth) => _random.Next(depth > 3 ? 8 : 12) switch
    {
        0 => default,
        1 => Variant.From(_random.NextDouble()),
        2 => Variant.From((sbyte)_random.Next(-128, 128)),
        3 => Variant.From((ulong)_random.NextInt64()),
        4 => Variant.From(Text()),
        5 => Variant.From((float)_random.NextDouble()),
        6 => Variant.From((DateTime)Value(typeof(DateTime), depth)!),
        7 => Variant.From(Node()),
        8 => Variant.FromMatrix(new double[6], 2, 3),
        9 => Variant.FromArray((Variant[])Elements(typeof(Variant), depth)),
        10 => Variant.FromArray((string?[])Elements(typeof(string), depth)),
        _ => Variant.From(Data(depth)),
    };
}
