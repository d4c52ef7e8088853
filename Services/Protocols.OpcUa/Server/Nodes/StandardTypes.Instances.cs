namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>Types of objects and variables, OPC 10000-5 §6 and §7, OPC 10000-8 §5.3.</summary>
internal static partial class StandardTypes
{
    private static readonly (uint Id, string Name, uint Parent, string? Inverse, bool IsAbstract)[] ObjectTypes =
    [
        Type(NodeIds.BaseObjectType, "BaseObjectType", 0),
        Type(NodeIds.FolderType, "FolderType", NodeIds.BaseObjectType),
        Type(NodeIds.ServerType, "ServerType", NodeIds.BaseObjectType),
        Type(NodeIds.ServerCapabilitiesType, "ServerCapabilitiesType", NodeIds.BaseObjectType),
        Type(NodeIds.OperationLimitsType, "OperationLimitsType", NodeIds.FolderType),
        Type(NodeIds.DataTypeEncodingType, "DataTypeEncodingType", NodeIds.BaseObjectType),
        Type(NodeIds.ModellingRuleType, "ModellingRuleType", NodeIds.BaseObjectType),
        Type(NodeIds.BaseEventType, "BaseEventType", NodeIds.BaseObjectType),
    ];

    private static readonly (uint Id, string Name, uint Parent, string? Inverse, bool IsAbstract)[] VariableTypes =
    [
        Type(NodeIds.BaseVariableType, "BaseVariableType", 0, isAbstract: true),
        Type(NodeIds.PropertyType, "PropertyType", NodeIds.BaseVariableType),
        Type(NodeIds.BaseDataVariableType, "BaseDataVariableType", NodeIds.BaseVariableType),
        Type(NodeIds.ServerStatusType, "ServerStatusType", NodeIds.BaseDataVariableType),
        Type(NodeIds.BuildInfoType, "BuildInfoType", NodeIds.BaseDataVariableType),
        Type(NodeIds.DataItemType, "DataItemType", NodeIds.BaseDataVariableType),
        Type(NodeIds.AnalogItemType, "AnalogItemType", NodeIds.DataItemType),
    ];
}
