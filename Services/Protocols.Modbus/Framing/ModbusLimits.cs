namespace Faultline.Protocols.Modbus.Framing;

/// <summary>
/// Every limit of the protocol, each with the clause it comes from: "AP" is the Modbus Application Protocol Specification V1.1b3,
/// "TCP" the Modbus Messaging on TCP/IP Implementation Guide V1.0b, "Serial" Modbus over Serial Line V1.02, "Security" the Modbus/TCP
/// Security Protocol Specification v2.1.
/// </summary>
public static class ModbusLimits
{
    /// <summary>Registered TCP port, 502 (TCP §2.1, AP §3).</summary>
    public const int DefaultPort = 502;

    /// <summary>Registered TCP port of Modbus over TLS, 802 (Security, table of registered names: mbap/TLS/TCP).</summary>
    public const int DefaultSecurePort = 802;

    /// <summary>Bytes of the MBAP header: transaction 2, protocol 2, length 2, unit 1 (TCP §3.1.3).</summary>
    public const int MbapHeaderLength = 7;

    /// <summary>Largest PDU, 253 bytes: RS-485's 256 less address and CRC (AP §4.1).</summary>
    public const int MaxPduLength = 253;

    /// <summary>Largest frame on TCP, 260 bytes: 7 of header and 253 of PDU (AP §4.1).</summary>
    public const int MaxTcpAduLength = MbapHeaderLength + MaxPduLength;

    /// <summary>Largest RTU frame, 256 bytes: address 1, PDU 253, CRC 2 (AP §4.1, Serial §2.5.1).</summary>
    public const int MaxRtuAduLength = 256;

    /// <summary>Address of all units on a serial line; requests to it are not answered (Serial §2.1).</summary>
    public const byte BroadcastUnit = 0;

    /// <summary>Smallest value of the MBAP length field: the unit identifier and a function code (TCP §3.1.3, AP §4.1).</summary>
    public const int MinMbapLengthField = 2;

    /// <summary>Largest value of the MBAP length field: the unit identifier and a full PDU (TCP §3.1.3, AP §4.1).</summary>
    public const int MaxMbapLengthField = 1 + MaxPduLength;

    /// <summary>Most registers that one request reads, 125 (AP §6.3, §6.4: quantity 1 to 0x7D).</summary>
    public const int MaxReadRegisters = 125;

    /// <summary>Most registers that one request writes, 123 (AP §6.12: quantity 1 to 0x7B).</summary>
    public const int MaxWriteRegisters = 123;

    /// <summary>Most registers that a combined request writes, 121 (AP §6.17: quantity to write 1 to 0x79).</summary>
    public const int MaxReadWriteWriteRegisters = 121;

    /// <summary>Objects that a device identification can have, ids 0 to 255 (AP §6.21).</summary>
    public const int MaxDeviceObjects = 256;

    /// <summary>Longest object of a device identification, 244 bytes: what one response has room for beside its own 9 bytes (AP §4.1, §6.21).</summary>
    public const int MaxDeviceObjectLength = 244;

    /// <summary>Most coils or discrete inputs that one request reads, 2000 (AP §6.1, §6.2: quantity 1 to 0x7D0).</summary>
    public const int MaxReadBits = 2000;

    /// <summary>Most coils that one request writes, 1968 (AP §6.11: quantity 1 to 0x7B0).</summary>
    public const int MaxWriteCoils = 1968;

    /// <summary>Items in each of the four tables, addressed 0 to 65535 (AP §4.4).</summary>
    public const int AddressSpace = 65536;

    /// <summary>Most transactions the guide expects a server to take at a time on one connection, 1 to 16 (TCP §4.4.2).</summary>
    public const int MaxOutstandingByGuide = 16;
}
