#pragma warning disable CA1720 // The members are named after the types that the specification names so.
namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Built-in types by their encoding ids, OPC 10000-6 §5.1.2.</summary>
public enum BuiltInType : byte
{
    /// <summary>No value.</summary>
    Null = 0,

    /// <summary>True or false.</summary>
    Boolean = 1,

    /// <summary>-128 to 127.</summary>
    SByte = 2,

    /// <summary>0 to 255.</summary>
    Byte = 3,

    /// <summary>16 bits, signed.</summary>
    Int16 = 4,

    /// <summary>16 bits, unsigned.</summary>
    UInt16 = 5,

    /// <summary>32 bits, signed.</summary>
    Int32 = 6,

    /// <summary>32 bits, unsigned.</summary>
    UInt32 = 7,

    /// <summary>64 bits, signed.</summary>
    Int64 = 8,

    /// <summary>64 bits, unsigned.</summary>
    UInt64 = 9,

    /// <summary>IEEE 754 single.</summary>
    Float = 10,

    /// <summary>IEEE 754 double.</summary>
    Double = 11,

    /// <summary>UTF-8 text.</summary>
    String = 12,

    /// <summary>Time in UTC, 100 ns ticks since 1601.</summary>
    DateTime = 13,

    /// <summary>16 bytes.</summary>
    Guid = 14,

    /// <summary>Bytes.</summary>
    ByteString = 15,

    /// <summary>XML as UTF-8 text.</summary>
    XmlElement = 16,

    /// <summary>Identifier of a node.</summary>
    NodeId = 17,

    /// <summary>Identifier of a node, possibly of another server.</summary>
    ExpandedNodeId = 18,

    /// <summary>Outcome or quality.</summary>
    StatusCode = 19,

    /// <summary>Name with a namespace index.</summary>
    QualifiedName = 20,

    /// <summary>Text with a locale.</summary>
    LocalizedText = 21,

    /// <summary>A structure with the id of its encoding.</summary>
    ExtensionObject = 22,

    /// <summary>Value with quality and timestamps.</summary>
    DataValue = 23,

    /// <summary>Any of these.</summary>
    Variant = 24,

    /// <summary>Details of an error.</summary>
    DiagnosticInfo = 25,
}
