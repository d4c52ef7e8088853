namespace Faultline.Protocols.Modbus.Framing;

/// <summary>How a PDU is wrapped on its way.</summary>
public enum ModbusFraming
{
    /// <summary>MBAP header, transaction ids, no checksum (Messaging on TCP/IP Implementation Guide V1.0b §3.1.3). Default.</summary>
    Mbap,

    /// <summary>
    /// The serial line's RTU frame, unit and PDU and CRC-16, sent over TCP as simple serial gateways do (Modbus over Serial Line V1.02 §2.5.1).
    /// It has no transaction ids, so one request is under way at a time. The serial line's silences do not exist on TCP: where a frame ends is
    /// told by its function code alone.
    /// </summary>
    Rtu,
}
