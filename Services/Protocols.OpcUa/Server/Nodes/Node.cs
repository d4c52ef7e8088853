using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>A node of the address space with the attributes that every node has, OPC 10000-3 §5.2. References may be added at any time.</summary>
public abstract class Node
{
    private readonly List<NodeReference> _references = [];

    private protected Node(NodeId id, NodeClass nodeClass, QualifiedName browseName)
    {
        Id = id;
        Class = nodeClass;
        BrowseName = browseName;
        DisplayName = new LocalizedText(browseName.Name);
    }

    /// <summary>Its identifier, unique in the server.</summary>
    public NodeId Id { get; }

    /// <summary>Its class.</summary>
    public NodeClass Class { get; }

    /// <summary>Name for programs; unique among the children of a node.</summary>
    public QualifiedName BrowseName { get; }

    /// <summary>Name for people; default the browse name.</summary>
    public LocalizedText DisplayName { get; init; }

    /// <summary>Explanation for people.</summary>
    public LocalizedText Description { get; init; }

    /// <summary>Target of its HasTypeDefinition reference; the null NodeId where it has none.</summary>
    public NodeId TypeDefinition { get; private set; }

    /// <inheritdoc/>
    public override string ToString() => $"{BrowseName} ({Id})";

    /// <summary>A copy of its references, in the order they were added.</summary>
    internal NodeReference[] References()
    {
        lock (_references)
            return [.. _references];
    }

    internal Node? Find(NodeId referenceType, bool isForward)
    {
        lock (_references)
            return _references.Find(reference => reference.Type == referenceType && reference.IsForward == isForward).Target;
    }

    /// <summary>The property of a name; null where it has none.</summary>
    internal VariableNode? FindProperty(string name)
    {
        lock (_references)
            return _references.Find(reference => reference.Type == NodeIds.HasProperty && reference.IsForward && reference.Target.BrowseName.Name == name)
                .Target as VariableNode;
    }

    /// <summary>Makes a reference, known at both ends.</summary>
    internal static void Connect(Node source, NodeId type, Node target)
    {
        source.Add(new NodeReference(type, IsForward: true, target));
        target.Add(new NodeReference(type, IsForward: false, source));
    }

    private void Add(NodeReference reference)
    {
        lock (_references)
            _references.Add(reference);
        if (reference.IsForward && reference.Type == NodeIds.HasTypeDefinition)
            TypeDefinition = reference.Target.Id;
    }
}
