namespace Faultline.Protocols.OpcUa;

/// <summary>Attributes of nodes by their ids, OPC 10000-6 §A.1.</summary>
public static class AttributeIds
{
    /// <summary>NodeId.</summary>
    public const uint NodeId = 1;

    /// <summary>NodeClass.</summary>
    public const uint NodeClass = 2;

    /// <summary>BrowseName.</summary>
    public const uint BrowseName = 3;

    /// <summary>DisplayName.</summary>
    public const uint DisplayName = 4;

    /// <summary>Description.</summary>
    public const uint Description = 5;

    /// <summary>WriteMask.</summary>
    public const uint WriteMask = 6;

    /// <summary>UserWriteMask.</summary>
    public const uint UserWriteMask = 7;

    /// <summary>IsAbstract, of types.</summary>
    public const uint IsAbstract = 8;

    /// <summary>Symmetric, of reference types.</summary>
    public const uint Symmetric = 9;

    /// <summary>InverseName, of reference types.</summary>
    public const uint InverseName = 10;

    /// <summary>EventNotifier, of objects.</summary>
    public const uint EventNotifier = 12;

    /// <summary>Value.</summary>
    public const uint Value = 13;

    /// <summary>DataType.</summary>
    public const uint DataType = 14;

    /// <summary>ValueRank.</summary>
    public const uint ValueRank = 15;

    /// <summary>ArrayDimensions.</summary>
    public const uint ArrayDimensions = 16;

    /// <summary>AccessLevel.</summary>
    public const uint AccessLevel = 17;

    /// <summary>UserAccessLevel.</summary>
    public const uint UserAccessLevel = 18;

    /// <summary>MinimumSamplingInterval.</summary>
    public const uint MinimumSamplingInterval = 19;

    /// <summary>Historizing.</summary>
    public const uint Historizing = 20;

    /// <summary>Executable, of methods.</summary>
    public const uint Executable = 21;

    /// <summary>UserExecutable, of methods.</summary>
    public const uint UserExecutable = 22;

    /// <summary>The largest id of an attribute that exists (AccessLevelEx).</summary>
    public const uint Last = 27;
}
