namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>Reference types, OPC 10000-3 §7.</summary>
internal static partial class StandardTypes
{
    private static readonly (uint Id, string Name, uint Parent, string? Inverse, bool IsAbstract)[] ReferenceTypes =
    [
        Type(NodeIds.References, "References", 0, isAbstract: true),
        Type(NodeIds.NonHierarchicalReferences, "NonHierarchicalReferences", NodeIds.References, isAbstract: true),
        Type(NodeIds.HierarchicalReferences, "HierarchicalReferences", NodeIds.References, "InverseHierarchicalReferences", isAbstract: true),
        Type(NodeIds.HasChild, "HasChild", NodeIds.HierarchicalReferences, "ChildOf", isAbstract: true),
        Type(NodeIds.Organizes, "Organizes", NodeIds.HierarchicalReferences, "OrganizedBy"),
        Type(NodeIds.HasEventSource, "HasEventSource", NodeIds.HierarchicalReferences, "EventSourceOf"),
        Type(NodeIds.HasNotifier, "HasNotifier", NodeIds.HasEventSource, "NotifierOf"),
        Type(NodeIds.Aggregates, "Aggregates", NodeIds.HasChild, "AggregatedBy", isAbstract: true),
        Type(NodeIds.HasSubtype, "HasSubtype", NodeIds.HasChild, "SubtypeOf"),
        Type(NodeIds.HasProperty, "HasProperty", NodeIds.Aggregates, "PropertyOf"),
        Type(NodeIds.HasComponent, "HasComponent", NodeIds.Aggregates, "ComponentOf"),
        Type(NodeIds.HasOrderedComponent, "HasOrderedComponent", NodeIds.HasComponent, "OrderedComponentOf"),
        Type(NodeIds.HasHistoricalConfiguration, "HasHistoricalConfiguration", NodeIds.Aggregates, "HistoricalConfigurationOf"),
        Type(NodeIds.HasModellingRule, "HasModellingRule", NodeIds.NonHierarchicalReferences, "ModellingRuleOf"),
        Type(NodeIds.HasEncoding, "HasEncoding", NodeIds.NonHierarchicalReferences, "EncodingOf"),
        Type(NodeIds.HasDescription, "HasDescription", NodeIds.NonHierarchicalReferences, "DescriptionOf"),
        Type(NodeIds.HasTypeDefinition, "HasTypeDefinition", NodeIds.NonHierarchicalReferences, "TypeDefinitionOf"),
        Type(NodeIds.GeneratesEvent, "GeneratesEvent", NodeIds.NonHierarchicalReferences, "GeneratedBy"),
    ];
}
