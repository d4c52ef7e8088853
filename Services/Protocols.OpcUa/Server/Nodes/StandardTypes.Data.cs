namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>Data types, OPC 10000-3 §8.</summary>
internal static partial class StandardTypes
{
    private static readonly (uint Id, string Name, uint Parent, string? Inverse, bool IsAbstract)[] DataTypes =
    [
        Type(NodeIds.BaseDataType, "BaseDataType", 0, isAbstract: true),
        Type(NodeIds.Boolean, "Boolean", NodeIds.BaseDataType),
        Type(NodeIds.ByteString, "ByteString", NodeIds.BaseDataType),
        Type(NodeIds.DateTime, "DateTime", NodeIds.BaseDataType),
        Type(NodeIds.UtcTime, "UtcTime", NodeIds.DateTime),
        Type(NodeIds.DataValue, "DataValue", NodeIds.BaseDataType),
        Type(NodeIds.DiagnosticInfo, "DiagnosticInfo", NodeIds.BaseDataType),
        Type(NodeIds.Enumeration, "Enumeration", NodeIds.BaseDataType, isAbstract: true),
        Type(NodeIds.ServerState, "ServerState", NodeIds.Enumeration),
        Type(NodeIds.ExpandedNodeId, "ExpandedNodeId", NodeIds.BaseDataType),
        Type(NodeIds.Guid, "Guid", NodeIds.BaseDataType),
        Type(NodeIds.LocalizedText, "LocalizedText", NodeIds.BaseDataType),
        Type(NodeIds.NodeId, "NodeId", NodeIds.BaseDataType),
        Type(NodeIds.Number, "Number", NodeIds.BaseDataType, isAbstract: true),
        Type(NodeIds.Double, "Double", NodeIds.Number),
        Type(NodeIds.Duration, "Duration", NodeIds.Double),
        Type(NodeIds.Float, "Float", NodeIds.Number),
        Type(NodeIds.Integer, "Integer", NodeIds.Number, isAbstract: true),
        Type(NodeIds.SByte, "SByte", NodeIds.Integer),
        Type(NodeIds.Int16, "Int16", NodeIds.Integer),
        Type(NodeIds.Int32, "Int32", NodeIds.Integer),
        Type(NodeIds.Int64, "Int64", NodeIds.Integer),
        Type(NodeIds.UInteger, "UInteger", NodeIds.Number, isAbstract: true),
        Type(NodeIds.Byte, "Byte", NodeIds.UInteger),
        Type(NodeIds.UInt16, "UInt16", NodeIds.UInteger),
        Type(NodeIds.UInt32, "UInt32", NodeIds.UInteger),
        Type(NodeIds.UInt64, "UInt64", NodeIds.UInteger),
        Type(NodeIds.QualifiedName, "QualifiedName", NodeIds.BaseDataType),
        Type(NodeIds.StatusCode, "StatusCode", NodeIds.BaseDataType),
        Type(NodeIds.String, "String", NodeIds.BaseDataType),
        Type(NodeIds.LocaleId, "LocaleId", NodeIds.String),
        Type(NodeIds.XmlElement, "XmlElement", NodeIds.BaseDataType),
        Type(NodeIds.Structure, "Structure", NodeIds.BaseDataType, isAbstract: true),
        Type(NodeIds.Argument, "Argument", NodeIds.Structure),
        Type(NodeIds.BuildInfo, "BuildInfo", NodeIds.Structure),
        Type(NodeIds.EUInformation, "EUInformation", NodeIds.Structure),
        Type(NodeIds.Range, "Range", NodeIds.Structure),
        Type(NodeIds.ServerStatusDataType, "ServerStatusDataType", NodeIds.Structure),
    ];
}
