namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>What follows the type id of an ExtensionObject, OPC 10000-6 §5.2.2.15.</summary>
public enum ExtensionObjectEncoding : byte
{
    /// <summary>No body.</summary>
    None = 0,

    /// <summary>Binary body.</summary>
    Binary = 1,

    /// <summary>XML body.</summary>
    Xml = 2,
}
