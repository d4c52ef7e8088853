namespace Faultline.Contracts;

/// <summary>What a device speaks.</summary>
public enum DeviceProtocol
{
    /// <summary>Modbus over TCP, TLS or an RTU gateway (Modbus Application Protocol V1.1b3).</summary>
    Modbus,

    /// <summary>OPC UA over TCP (OPC 10000-6 §7.2).</summary>
    OpcUa,
}
