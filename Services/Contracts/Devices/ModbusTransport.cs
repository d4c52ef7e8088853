namespace Faultline.Contracts;

/// <summary>How Modbus frames travel.</summary>
public enum ModbusTransport
{
    /// <summary>MBAP frames over TCP (Modbus Messaging on TCP/IP V1.0b).</summary>
    Tcp,

    /// <summary>MBAP frames over TLS with mutual certificates (MODBUS/TCP Security V3.6).</summary>
    Tls,

    /// <summary>RTU frames with CRC-16 over TCP, as serial gateways pass them through.</summary>
    RtuOverTcp,
}
