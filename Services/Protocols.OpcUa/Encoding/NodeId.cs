using System.Globalization;

namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Identifier of a node, OPC 10000-6 §5.2.2.9; the default value is the null NodeId (i=0).</summary>
public readonly struct NodeId : IEquatable<NodeId>
{
    private readonly object? _identifier;

    /// <summary>A numeric identifier.</summary>
    public NodeId(uint identifier, ushort namespaceIndex = 0)
    {
        Numeric = identifier;
        NamespaceIndex = namespaceIndex;
    }

    /// <summary>A text identifier.</summary>
    public NodeId(string identifier, ushort namespaceIndex)
        : this(NodeIdType.String, namespaceIndex, identifier)
    {
    }

    /// <summary>A GUID identifier.</summary>
    public NodeId(Guid identifier, ushort namespaceIndex)
        : this(NodeIdType.Guid, namespaceIndex, identifier)
    {
    }

    /// <summary>An opaque identifier.</summary>
    public NodeId(byte[] identifier, ushort namespaceIndex)
        : this(NodeIdType.Opaque, namespaceIndex, identifier)
    {
    }

    private NodeId(NodeIdType type, ushort namespaceIndex, object identifier)
    {
        Type = type;
        NamespaceIndex = namespaceIndex;
        _identifier = identifier;
    }

    /// <summary>Kind of identifier.</summary>
    public NodeIdType Type { get; }

    /// <summary>Index into the server's namespace array.</summary>
    public ushort NamespaceIndex { get; }

    /// <summary>The numeric identifier; 0 unless <see cref="Type"/> is numeric.</summary>
    public uint Numeric { get; }

    /// <summary>The identifier of the other kinds: string, Guid or byte[]; null for a numeric one.</summary>
    public object? Identifier => _identifier;

    /// <summary>True for i=0, "no node".</summary>
    public bool IsNull => Type == NodeIdType.Numeric && Numeric == 0 && NamespaceIndex == 0;

    /// <summary>Numeric ids of namespace 0 are written as the constants of <see cref="NodeIds"/>.</summary>
    public static implicit operator NodeId(uint identifier) => new(identifier);

    /// <summary>Same as the conversion.</summary>
    public static NodeId FromUInt32(uint identifier) => new(identifier);

    /// <summary>Equal kind, namespace and identifier.</summary>
    public static bool operator ==(NodeId left, NodeId right) => left.Equals(right);

    /// <summary>Not equal.</summary>
    public static bool operator !=(NodeId left, NodeId right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(NodeId other) => Type == other.Type && NamespaceIndex == other.NamespaceIndex && Numeric == other.Numeric
        && (Type == NodeIdType.Opaque
            ? ((byte[])_identifier!).AsSpan().SequenceEqual((byte[])other._identifier!)
            : Equals(_identifier, other._identifier));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NodeId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(NamespaceIndex);
        hash.Add(Numeric);
        if (_identifier is byte[] bytes)
            hash.AddBytes(bytes);
        else
            hash.Add(_identifier);
        return hash.ToHashCode();
    }

    /// <summary>The text form of OPC 10000-6 §5.3.1.10, as ns=2;s=Name.</summary>
    public override string ToString()
    {
        var identifier = Type switch
        {
            NodeIdType.Numeric => "i=" + Numeric.ToString(CultureInfo.InvariantCulture),
            NodeIdType.String => "s=" + (string)_identifier!,
            NodeIdType.Guid => "g=" + ((Guid)_identifier!).ToString("D"),
            _ => "b=" + Convert.ToBase64String((byte[])_identifier!),
        };
        return NamespaceIndex == 0 ? identifier : $"ns={NamespaceIndex};{identifier}";
    }

    /// <summary>Reads the text form; false where it is none.</summary>
    public static bool TryParse(string text, out NodeId nodeId)
    {
        ushort index = 0;
        var rest = text.AsSpan();
        nodeId = default;
        if (rest.StartsWith("ns="))
        {
            var end = rest.IndexOf(';');
            if (end < 0 || !ushort.TryParse(rest[3..end], NumberStyles.None, CultureInfo.InvariantCulture, out index))
                return false;
            rest = rest[(end + 1)..];
        }

        return rest.Length > 2 && rest[1] == '=' && TryParseIdentifier(rest[0], rest[2..], index, out nodeId);
    }

    private static bool TryParseIdentifier(char kind, ReadOnlySpan<char> text, ushort index, out NodeId nodeId)
    {
        nodeId = default;
        switch (kind)
        {
            case 'i' when uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                nodeId = new NodeId(number, index);
                return true;
            case 's':
                nodeId = new NodeId(text.ToString(), index);
                return true;
            case 'g' when Guid.TryParse(text, out var guid):
                nodeId = new NodeId(guid, index);
                return true;
            case 'b':
                var bytes = new byte[text.Length];
                if (!Convert.TryFromBase64Chars(text, bytes, out var count))
                    return false;
                nodeId = new NodeId(bytes[..count], index);
                return true;
            default:
                return false;
        }
    }
}
