namespace Faultline.Protocols.Modbus;

/// <summary>Exception codes of an answer (Modbus Application Protocol V1.1b3 §7). Code 9 is assigned to nothing; it and others come through as numbers.</summary>
public enum ModbusExceptionCode : byte
{
    /// <summary>No exception: the request succeeded.</summary>
    None = 0,

    /// <summary>The device does not know the function.</summary>
    IllegalFunction = 1,

    /// <summary>Address, or address and quantity together, are outside the device's table.</summary>
    IllegalDataAddress = 2,

    /// <summary>A quantity, byte count or value in the request is not allowed.</summary>
    IllegalDataValue = 3,

    /// <summary>The device failed while it carried out the request.</summary>
    ServerDeviceFailure = 4,

    /// <summary>The device accepted a long-running command and answers later to polling.</summary>
    Acknowledge = 5,

    /// <summary>The device is busy with a long-running command; try again later.</summary>
    ServerDeviceBusy = 6,

    /// <summary>The device cannot perform the program function asked for. Not in V1.1b3 any more; older devices send it (PI-MBUS-300 Rev. J, table of exceptions).</summary>
    NegativeAcknowledge = 7,

    /// <summary>Parity error in the device's extended memory.</summary>
    MemoryParityError = 8,

    /// <summary>The gateway has no path to the unit.</summary>
    GatewayPathUnavailable = 10,

    /// <summary>The unit behind the gateway did not answer, or is not there.</summary>
    GatewayTargetFailedToRespond = 11,
}
