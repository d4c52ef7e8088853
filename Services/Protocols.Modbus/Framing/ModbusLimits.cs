namespace Faultline.Protocols.Modbus.Framing;

/// <summary>
/// Every limit of the protocol, each with the clause it comes from: "AP" is the Modbus Application Protocol Specification V1.1b3,
/// "TCP" the Modbus Messaging on TCP/IP Implementation Guide V1.0b.
/// </summary>
public static class ModbusLimits
{
    /// <summary>Registered TCP port, 502 (TCP §2.1, AP §3).</summary>
    public const int DefaultPort = 502;

    /// <summary>Bytes of the MBAP header: transaction 2, protocol 2, length 2, unit 1 (TCP §3.1.3).</summary>
    public const int MbapHeaderLength = 7;

    /// <summary>Largest PDU, 253 bytes: RS-485's 256 less address and CRC (AP §4.1).</summary>
    public const int MaxPduLength = 253;

    /// <summary>Largest frame on TCP, 260 bytes: 7 of header and 253 of PDU (AP §4.1).</summary>
    public const int MaxTcpAduLength = MbapHeaderLength + MaxPduLength;

    /// <summary>Smallest value of the MBAP length field: the unit identifier and a function code (TCP §3.1.3, AP §4.1).</summary>
    public const int MinMbapLengthField = 2;

    /// <summary>Largest value of the MBAP length field: the unit identifier and a full PDU (TCP §3.1.3, AP §4.1).</summary>
    public const int MaxMbapLengthField = 1 + MaxPduLength;

    /// <summary>Most registers that one request reads, 125 (AP §6.3, §6.4: quantity 1 to 0x7D).</summary>
    public const int MaxReadRegisters = 125;

    /// <summary>Most registers that one request writes, 123 (AP §6.12: quantity 1 to 0x7B).</summary>
    public const int MaxWriteRegisters = 123;

    /// <summary>Most coils or discrete inputs that one request reads, 2000 (AP §6.1, §6.2: quantity 1 to 0x7D0).</summary>
    public const int MaxReadBits = 2000;

    /// <summary>Most coils that one request writes, 1968 (AP §6.11: quantity 1 to 0x7B0).</summary>
    public const int MaxWriteCoils = 1968;

    /// <summary>Items in each of the four tables, addressed 0 to 65535 (AP §4.4).</summary>
    public const int AddressSpace = 65536;

    /// <summary>Most transactions the guide expects a server to take at a time on one connection, 1 to 16 (TCP §4.4.2).</summary>
    public const int MaxOutstandingByGuide = 16;
}
