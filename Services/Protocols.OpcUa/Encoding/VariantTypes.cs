namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Which .NET type holds which built-in type.</summary>
internal static class VariantTypes
{
    private static readonly Dictionary<Type, BuiltInType> ByType = new()
    {
        [typeof(bool)] = BuiltInType.Boolean, [typeof(sbyte)] = BuiltInType.SByte, [typeof(byte)] = BuiltInType.Byte,
        [typeof(short)] = BuiltInType.Int16, [typeof(ushort)] = BuiltInType.UInt16, [typeof(int)] = BuiltInType.Int32,
        [typeof(uint)] = BuiltInType.UInt32, [typeof(long)] = BuiltInType.Int64, [typeof(ulong)] = BuiltInType.UInt64,
        [typeof(float)] = BuiltInType.Float, [typeof(double)] = BuiltInType.Double, [typeof(string)] = BuiltInType.String,
        [typeof(DateTime)] = BuiltInType.DateTime, [typeof(Guid)] = BuiltInType.Guid, [typeof(byte[])] = BuiltInType.ByteString,
        [typeof(XmlElement)] = BuiltInType.XmlElement, [typeof(NodeId)] = BuiltInType.NodeId,
        [typeof(ExpandedNodeId)] = BuiltInType.ExpandedNodeId, [typeof(StatusCode)] = BuiltInType.StatusCode,
        [typeof(QualifiedName)] = BuiltInType.QualifiedName, [typeof(LocalizedText)] = BuiltInType.LocalizedText,
        [typeof(ExtensionObject)] = BuiltInType.ExtensionObject, [typeof(DataValue)] = BuiltInType.DataValue,
        [typeof(Variant)] = BuiltInType.Variant, [typeof(DiagnosticInfo)] = BuiltInType.DiagnosticInfo,
    };

    internal static BuiltInType Of(Type type) => ByType.TryGetValue(type, out var builtIn)
        ? builtIn
        : throw new ArgumentException($"{type} is not a built-in type of OPC UA.");
}
