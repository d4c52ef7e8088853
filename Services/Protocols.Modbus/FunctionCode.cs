namespace Faultline.Protocols.Modbus;

/// <summary>Public function codes that this library speaks (Modbus Application Protocol V1.1b3 §5.1).</summary>
public enum FunctionCode : byte
{
    /// <summary>No function: not valid on the wire (§4.1).</summary>
    None = 0,

    /// <summary>§6.1: reads 1 to 2000 coils.</summary>
    ReadCoils = 1,

    /// <summary>§6.2: reads 1 to 2000 discrete inputs.</summary>
    ReadDiscreteInputs = 2,

    /// <summary>§6.3: reads 1 to 125 holding registers.</summary>
    ReadHoldingRegisters = 3,

    /// <summary>§6.4: reads 1 to 125 input registers.</summary>
    ReadInputRegisters = 4,

    /// <summary>§6.5: writes one coil.</summary>
    WriteSingleCoil = 5,

    /// <summary>§6.6: writes one holding register.</summary>
    WriteSingleRegister = 6,

    /// <summary>§6.11: writes 1 to 1968 coils.</summary>
    WriteMultipleCoils = 15,

    /// <summary>§6.12: writes 1 to 123 holding registers.</summary>
    WriteMultipleRegisters = 16,

    /// <summary>§6.16: changes single bits of one holding register.</summary>
    MaskWriteRegister = 22,

    /// <summary>§6.17: writes 1 to 121 holding registers, then reads 1 to 125, in one transaction.</summary>
    ReadWriteMultipleRegisters = 23,

    /// <summary>§6.19: carries other interfaces; this library speaks MEI type 14, read device identification (§6.21).</summary>
    EncapsulatedInterfaceTransport = 43,
}
