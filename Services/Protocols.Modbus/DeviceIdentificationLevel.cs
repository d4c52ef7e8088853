namespace Faultline.Protocols.Modbus;

/// <summary>How much of a device identification is asked for, or there: each level contains the one before (Modbus Application Protocol V1.1b3 §6.21).</summary>
public enum DeviceIdentificationLevel : byte
{
    /// <summary>Vendor, product code, revision: objects 0 to 2, mandatory.</summary>
    Basic = 1,

    /// <summary>And objects 3 to 0x7F.</summary>
    Regular = 2,

    /// <summary>And the device's own objects 0x80 to 0xFF.</summary>
    Extended = 3,
}
