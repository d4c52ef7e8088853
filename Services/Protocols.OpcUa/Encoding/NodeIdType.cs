#pragma warning disable CA1720 // The members are named after the types that the specification names so.
namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Kind of a node's identifier, OPC 10000-3 §8.2.3.</summary>
public enum NodeIdType : byte
{
    /// <summary>UInt32.</summary>
    Numeric = 0,

    /// <summary>Text.</summary>
    String = 1,

    /// <summary>Guid.</summary>
    Guid = 2,

    /// <summary>Bytes.</summary>
    Opaque = 3,
}
