using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>A type of objects, variables, data or references, OPC 10000-3 §5.3, §5.5.2, §5.6.5 and §5.8.3.</summary>
public sealed class TypeNode : Node
{
    internal TypeNode(NodeId id, NodeClass nodeClass, string browseName, TypeNode? parent)
        : base(id, nodeClass, new QualifiedName(browseName))
    {
        Parent = parent;
        if (parent is not null)
            Connect(parent, NodeIds.HasSubtype, this);
    }

    /// <summary>The type it is a subtype of; null for the root of its kind.</summary>
    public TypeNode? Parent { get; }

    /// <summary>Whether only its subtypes have instances.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>Name of a reference type read backwards; null for other types and for symmetric references.</summary>
    public string? InverseName { get; init; }

    /// <summary>Whether this is <paramref name="ancestor"/> or a subtype of it.</summary>
    internal bool Is(NodeId ancestor)
    {
        for (var type = this; type is not null; type = type.Parent)
            if (type.Id == ancestor)
                return true;
        return false;
    }
}
