using System.Buffers;

namespace Faultline.Protocols.Modbus.Framing;

/// <summary>One RTU frame in a receive buffer; valid until the buffer is advanced.</summary>
/// <param name="Unit">Device on the line: 1 to 247, 0 for all (broadcast).</param>
/// <param name="Pdu">Function code and data, 1 to 253 bytes.</param>
/// <param name="End">Where the next frame begins, behind the checksum.</param>
public readonly record struct RtuFrame(byte Unit, ReadOnlySequence<byte> Pdu, SequencePosition End);
