namespace Faultline.Contracts;

/// <summary>The four tables of a Modbus device (Modbus Application Protocol V1.1b3 §4.3).</summary>
public enum ModbusArea
{
    /// <summary>Single bits, read and write.</summary>
    Coil,

    /// <summary>Single bits, read only.</summary>
    Discrete,

    /// <summary>16-bit registers, read and write.</summary>
    Holding,

    /// <summary>16-bit registers, read only.</summary>
    Input,
}
