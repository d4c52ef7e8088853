using System.Buffers.Binary;

namespace Faultline.Protocols.Modbus.Framing;

/// <summary>
/// Modbus application protocol header, seven big-endian bytes before each PDU on TCP (Messaging on TCP/IP Implementation Guide V1.0b §3.1.3).
/// </summary>
/// <param name="TransactionId">Chosen by the client, repeated by the server, so that answers find their request.</param>
/// <param name="ProtocolId">0 for Modbus; anything else is not Modbus.</param>
/// <param name="Length">Bytes after the length field: unit identifier and PDU, 2 to 254.</param>
/// <param name="Unit">Device behind this address: 0 to 255.</param>
public readonly record struct MbapHeader(ushort TransactionId, ushort ProtocolId, ushort Length, byte Unit)
{
    /// <summary>Header of a Modbus frame that carries <paramref name="pduLength"/> bytes of PDU.</summary>
    public static MbapHeader ForPdu(ushort transactionId, byte unit, int pduLength) => new(transactionId, 0, (ushort)(1 + pduLength), unit);

    /// <summary>Bytes of the PDU that the length field announces.</summary>
    public int PduLength => Length - 1;

    /// <summary>Whether the protocol is Modbus and the length is one that a Modbus frame can have.</summary>
    public bool IsValid => ProtocolId == 0 && Length is >= ModbusLimits.MinMbapLengthField and <= ModbusLimits.MaxMbapLengthField;

    /// <summary>Reads the header from the first seven bytes; the values are not judged, see <see cref="IsValid"/>.</summary>
    public static MbapHeader Read(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadUInt16BigEndian(source),
        BinaryPrimitives.ReadUInt16BigEndian(source[2..]),
        BinaryPrimitives.ReadUInt16BigEndian(source[4..]),
        source[6]);

    /// <summary>Writes the header into the first seven bytes.</summary>
    public void Write(Span<byte> destination)
    {
        destination[6] = Unit;
        BinaryPrimitives.WriteUInt16BigEndian(destination[4..], Length);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], ProtocolId);
        BinaryPrimitives.WriteUInt16BigEndian(destination, TransactionId);
    }
}
