using System.Buffers;

namespace Faultline.Protocols.Modbus.Framing;

/// <summary>One frame in a receive buffer; valid until the buffer is advanced.</summary>
/// <param name="Header">Its header; also set when the scanner answers <see cref="FrameScanStatus.Invalid"/>, to say why.</param>
/// <param name="Pdu">Function code and data, 1 to 253 bytes.</param>
public readonly record struct MbapFrame(MbapHeader Header, ReadOnlySequence<byte> Pdu)
{
    /// <summary>Where the next frame begins.</summary>
    public SequencePosition End => Pdu.End;

    /// <summary>The PDU as one span: the buffer itself, or, when it lies across two segments, a copy in <paramref name="scratch"/>.</summary>
    /// <param name="scratch">At least <see cref="ModbusLimits.MaxPduLength"/> bytes.</param>
    public ReadOnlySpan<byte> PduSpan(Span<byte> scratch)
    {
        if (Pdu.IsSingleSegment)
            return Pdu.FirstSpan;
        Pdu.CopyTo(scratch);
        return scratch[..(int)Pdu.Length];
    }
}
