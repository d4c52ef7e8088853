using System.Buffers;

namespace Faultline.Protocols.Modbus.Framing;

/// <summary>One frame in a receive buffer, whatever it was wrapped in; valid until the buffer is advanced.</summary>
/// <param name="TransactionId">Id of the request it belongs to; 0 where the framing has none.</param>
/// <param name="Unit">Unit identifier.</param>
/// <param name="Pdu">Function code and data, 1 to 253 bytes.</param>
/// <param name="End">Where the next frame begins.</param>
internal readonly record struct Frame(ushort TransactionId, byte Unit, ReadOnlySequence<byte> Pdu, SequencePosition End)
{
    /// <summary>The PDU as one span: the buffer itself, or, when it lies across segments, a copy in <paramref name="scratch"/>.</summary>
    /// <param name="scratch">At least <see cref="ModbusLimits.MaxPduLength"/> bytes.</param>
    internal ReadOnlySpan<byte> PduSpan(Span<byte> scratch)
    {
        if (Pdu.IsSingleSegment)
            return Pdu.FirstSpan;
        Pdu.CopyTo(scratch);
        return scratch[..(int)Pdu.Length];
    }
}
