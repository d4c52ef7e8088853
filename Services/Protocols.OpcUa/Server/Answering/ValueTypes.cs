using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server.Nodes;

namespace Faultline.Protocols.OpcUa.Server.Answering;

/// <summary>Whether a value fits a data type, OPC 10000-3 §8.</summary>
internal static class ValueTypes
{
    internal static bool Fits(AddressSpace space, Variant value, NodeId dataType, int valueRank)
    {
        if (value.IsArray != (valueRank == VariableNode.OneDimension) || !value.Dimensions.IsEmpty)
            return false;
        if (value.IsNull)
            return false;
        if (space.FindType(dataType) is not { } type)
            return false;
        // Enumerations travel as Int32, structures as ExtensionObjects; all others as the built-in type they are or derive from.
        if (type.Is(NodeIds.Enumeration))
            return value.Type == BuiltInType.Int32;
        if (type.Is(NodeIds.Structure))
            return value.Type == BuiltInType.ExtensionObject;
        var sent = space.FindType((uint)value.Type);
        return sent is not null && (sent.Is(dataType) || type.Is((uint)value.Type));
    }
}
