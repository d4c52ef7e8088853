using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>
/// The standard types that the server's own nodes use and that clients walk to understand them, OPC 10000-3 §7 and §8, OPC 10000-5 §6 to §8. Each
/// line: name, parent, and for reference types the inverse name. Parents stand before their children.
/// </summary>
internal static partial class StandardTypes
{
    internal static void AddTo(AddressSpace space)
    {
        Add(space, NodeClass.ReferenceType, ReferenceTypes);
        Add(space, NodeClass.DataType, DataTypes);
        Add(space, NodeClass.ObjectType, ObjectTypes);
        Add(space, NodeClass.VariableType, VariableTypes);
    }

    private static void Add(AddressSpace space, NodeClass nodeClass, (uint Id, string Name, uint Parent, string? Inverse, bool IsAbstract)[] types)
    {
        foreach (var (id, name, parent, inverse, isAbstract) in types)
            space.Register(new TypeNode(id, nodeClass, name, space.FindType(parent)) { InverseName = inverse, IsAbstract = isAbstract });
    }

    private static (uint Id, string Name, uint Parent, string? Inverse, bool IsAbstract) Type(
        uint id, string name, uint parent, string? inverse = null, bool isAbstract = false) => (id, name, parent, inverse, isAbstract);
}
