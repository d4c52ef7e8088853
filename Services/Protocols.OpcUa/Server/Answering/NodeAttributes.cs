using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Server.Sessions;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Answering;

/// <summary>The attributes of a node as values, OPC 10000-3 §5.</summary>
internal static class NodeAttributes
{
    private const byte CurrentRead = 1;
    private const byte CurrentWrite = 2;

    /// <summary>An attribute; BadAttributeIdInvalid where the node has no such one.</summary>
    internal static DataValue Read(Node node, uint attribute, OpcUaUser user)
    {
        if (attribute == AttributeIds.Value && node is VariableNode variable)
            return variable.Read();
        var value = Common(node, attribute) ?? OfClass(node, attribute, user);
        return value is { } found ? new DataValue { Value = found } : new DataValue { Status = StatusCodes.BadAttributeIdInvalid };
    }

    private static Variant? Common(Node node, uint attribute) => attribute switch
    {
        AttributeIds.NodeId => Variant.From(node.Id),
        AttributeIds.NodeClass => Variant.From((int)node.Class),
        AttributeIds.BrowseName => Variant.From(node.BrowseName),
        AttributeIds.DisplayName => Variant.From(node.DisplayName),
        AttributeIds.Description => Variant.From(node.Description),
        AttributeIds.WriteMask or AttributeIds.UserWriteMask => Variant.From(0u),
        _ => null,
    };

    private static Variant? OfClass(Node node, uint attribute, OpcUaUser user) => (node, attribute) switch
    {
        (VariableNode variable, _) => OfVariable(variable, attribute, user),
        (ObjectNode, AttributeIds.EventNotifier) => Variant.From((byte)0),
        (MethodNode, AttributeIds.Executable) => Variant.From(true),
        (MethodNode, AttributeIds.UserExecutable) => Variant.From(user.MayCall),
        (TypeNode type, _) => OfType(type, attribute),
        _ => null,
    };

    private static Variant? OfVariable(VariableNode variable, uint attribute, OpcUaUser user) => attribute switch
    {
        AttributeIds.DataType => Variant.From(variable.DataType),
        AttributeIds.ValueRank => Variant.From(variable.ValueRank),
        AttributeIds.ArrayDimensions when variable.ValueRank == VariableNode.OneDimension => Variant.FromArray(new uint[1]),
        AttributeIds.AccessLevel => Variant.From(variable.Writable ? (byte)(CurrentRead | CurrentWrite) : CurrentRead),
        AttributeIds.UserAccessLevel => Variant.From(variable.Writable && user.MayWrite ? (byte)(CurrentRead | CurrentWrite) : CurrentRead),
        AttributeIds.MinimumSamplingInterval => Variant.From(variable.MinimumSamplingInterval),
        AttributeIds.Historizing => Variant.From(false),
        _ => null,
    };

    private static Variant? OfType(TypeNode type, uint attribute) => (type.Class, attribute) switch
    {
        (_, AttributeIds.IsAbstract) => Variant.From(type.IsAbstract),
        (NodeClass.ReferenceType, AttributeIds.Symmetric) => Variant.From(type.InverseName is null && !type.IsAbstract),
        (NodeClass.ReferenceType, AttributeIds.InverseName) when type.InverseName is not null => Variant.From(new LocalizedText(type.InverseName)),
        (NodeClass.VariableType, AttributeIds.DataType) => Variant.From((NodeId)NodeIds.BaseDataType),
        (NodeClass.VariableType, AttributeIds.ValueRank) => Variant.From(-2),
        _ => null,
    };
}
