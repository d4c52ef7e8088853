namespace Faultline.Protocols.Modbus;

/// <summary>Objects of a device identification that have a name (Modbus Application Protocol V1.1b3 §6.21, table of objects); 0x80 and above are the device's own.</summary>
public enum DeviceObjectId : byte
{
    /// <summary>Basic, mandatory.</summary>
    VendorName = 0,

    /// <summary>Basic, mandatory.</summary>
    ProductCode = 1,

    /// <summary>Basic, mandatory, such as "V2.11".</summary>
    MajorMinorRevision = 2,

    /// <summary>Regular.</summary>
    VendorUrl = 3,

    /// <summary>Regular.</summary>
    ProductName = 4,

    /// <summary>Regular.</summary>
    ModelName = 5,

    /// <summary>Regular.</summary>
    UserApplicationName = 6,
}
