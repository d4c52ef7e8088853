using System.Collections.Concurrent;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>
/// The nodes of a server: the standard ones that clients ask for, and what the application adds, before or after the server's start.
/// Namespace 0 is the specification's, 1 the application's own URI, 2 and up are the application's models.
/// </summary>
public sealed class AddressSpace
{
    private readonly ConcurrentDictionary<NodeId, Node> _nodes = new();
    private readonly TimeProvider _clock;

    /// <summary>An address space with the standard nodes.</summary>
    /// <param name="applicationUri">URI of the application: namespace 1.</param>
    /// <param name="modelNamespaces">Namespaces 2 and up.</param>
    /// <param name="clock">Clock of timestamps.</param>
    public AddressSpace(string applicationUri, IReadOnlyList<string> modelNamespaces, TimeProvider clock)
    {
        _clock = clock;
        Namespaces = ["http://opcfoundation.org/UA/", applicationUri, .. modelNamespaces];
        StandardTypes.AddTo(this);
        Root = AddStandardFolder(NodeIds.RootFolder, "Root", null);
        Objects = AddStandardFolder(NodeIds.ObjectsFolder, "Objects", Root);
        AddStandardFolder(NodeIds.ViewsFolder, "Views", Root);
        AddTypeFolders(AddStandardFolder(NodeIds.TypesFolder, "Types", Root));
    }

    /// <summary>Namespace URIs by index.</summary>
    public IReadOnlyList<string> Namespaces { get; }

    /// <summary>The folder that the application's objects stand in.</summary>
    public ObjectNode Objects { get; }

    /// <summary>How many nodes there are.</summary>
    public int Count => _nodes.Count;

    internal ObjectNode Root { get; }

    /// <summary>The node of an id; null where there is none.</summary>
    public Node? Find(NodeId id) => _nodes.GetValueOrDefault(id);

    /// <summary>A folder within a parent.</summary>
    public ObjectNode AddFolder(Node parent, NodeId id, QualifiedName browseName) =>
        Add(new ObjectNode(id, browseName), parent, NodeIds.Organizes, NodeIds.FolderType);

    /// <summary>An object within a parent.</summary>
    /// <param name="parent">Folder or object.</param>
    /// <param name="node">The object.</param>
    /// <param name="type">Its type; one of the standard ones.</param>
    public ObjectNode AddObject(Node parent, ObjectNode node, uint type = NodeIds.BaseObjectType) => Add(node, parent, HoldingReference(parent), type);

    /// <summary>A variable within a folder or object.</summary>
    public VariableNode AddVariable(Node parent, VariableNode node, uint type = NodeIds.BaseDataVariableType) =>
        Add(node, parent, HoldingReference(parent), type);

    /// <summary>A property of a node.</summary>
    public VariableNode AddProperty(Node parent, VariableNode node) => Add(node, parent, NodeIds.HasProperty, NodeIds.PropertyType);

    /// <summary>A constant property of the standard namespace.</summary>
    internal VariableNode AddConstant(Node parent, NodeId id, string name, NodeId dataType, Variant value) => AddProperty(
        parent, new VariableNode(id, new QualifiedName(name), dataType, new StoredValue(value, _clock))
        {
            ValueRank = value.IsArray ? VariableNode.OneDimension : VariableNode.Scalar,
        });

    /// <summary>An analog variable with its properties EURange and EngineeringUnits, OPC 10000-8 §5.3.2.3; ids of strings get "/EURange" and so on.</summary>
    /// <param name="parent">Folder or object.</param>
    /// <param name="node">The variable, of a numeric data type and with a string id.</param>
    /// <param name="low">Least value in normal operation.</param>
    /// <param name="high">Greatest value in normal operation.</param>
    /// <param name="unit">Its unit.</param>
    public VariableNode AddAnalogItem(Node parent, VariableNode node, double low, double high, UnitOfMeasure unit)
    {
        AddVariable(parent, node, NodeIds.AnalogItemType);
        var range = Variant.From(new Services.Range { Low = low, High = high });
        AddConstant(node, Beside(node.Id, "EURange"), "EURange", NodeIds.Range, range);
        AddConstant(node, Beside(node.Id, "EngineeringUnits"), "EngineeringUnits", NodeIds.EUInformation, Variant.From(unit.ToInformation()));
        return node;
    }

    /// <summary>A method of an object, with its argument properties.</summary>
    public MethodNode AddMethod(Node parent, MethodNode node)
    {
        Register(node);
        Node.Connect(parent, NodeIds.HasComponent, node);
        AddArguments(node, "InputArguments", node.Inputs);
        AddArguments(node, "OutputArguments", node.Outputs);
        return node;
    }

    internal TypeNode? FindType(NodeId id) => Find(id) as TypeNode;

    /// <summary>Whether a reference is of the type asked for; the null type asks for any.</summary>
    internal bool IsReference(NodeId type, NodeId asked, bool includeSubtypes) =>
        asked.IsNull || type == asked || (includeSubtypes && FindType(type)?.Is(asked) == true);

    internal void Register(Node node)
    {
        if (node.Id.NamespaceIndex >= Namespaces.Count)
            throw new ArgumentException($"{node} is of namespace {node.Id.NamespaceIndex}; there are {Namespaces.Count}.");
        if (!_nodes.TryAdd(node.Id, node))
            throw new ArgumentException($"There is a node {node.Id} already.");
    }

    private void AddArguments(MethodNode method, string name, IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count > 0)
            AddConstant(method, Beside(method.Id, name), name, NodeIds.Argument, Variant.FromArray(arguments.Select(ExtensionObject.From).ToArray()));
    }

    private T Add<T>(T node, Node? parent, NodeId reference, NodeId type)
        where T : Node
    {
        var definition = FindType(type) ?? throw new ArgumentException($"There is no type {type}.");
        Register(node);
        Node.Connect(node, NodeIds.HasTypeDefinition, definition);
        if (parent is not null)
            Node.Connect(parent, reference, node);
        return node;
    }

    /// <summary>Folders organize what is in them, objects and variables have components.</summary>
    private static NodeId HoldingReference(Node parent) => parent.TypeDefinition == NodeIds.FolderType ? NodeIds.Organizes : NodeIds.HasComponent;

    private static NodeId Beside(NodeId id, string name) => new($"{id.Identifier ?? id.Numeric}/{name}", id.NamespaceIndex);

    private ObjectNode AddStandardFolder(uint id, string name, Node? parent) =>
        Add(new ObjectNode(id, new QualifiedName(name)), parent, NodeIds.Organizes, NodeIds.FolderType);

    private void AddTypeFolders(Node types)
    {
        Organize("ObjectTypes", NodeIds.ObjectTypesFolder, NodeIds.BaseObjectType);
        Organize("VariableTypes", NodeIds.VariableTypesFolder, NodeIds.BaseVariableType);
        Organize("DataTypes", NodeIds.DataTypesFolder, NodeIds.BaseDataType);
        Organize("ReferenceTypes", NodeIds.ReferenceTypesFolder, NodeIds.References);
        Organize("EventTypes", NodeIds.EventTypesFolder, NodeIds.BaseEventType);

        void Organize(string name, uint folder, uint root) =>
            Node.Connect(AddStandardFolder(folder, name, types), NodeIds.Organizes, Find(root)!);
    }
}
