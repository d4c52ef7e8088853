using System.Buffers;
using System.Buffers.Binary;

namespace Faultline.Protocols.Modbus.Framing;

/// <summary>
/// Finds frames in a stream of bytes by the MBAP length field (Messaging on TCP/IP Implementation Guide V1.0b §3.1.3).
/// Protocol and length are judged as soon as their bytes are there, before anything waits for, or makes room for, a frame of that length.
/// </summary>
public static class MbapFrameScanner
{
    private const int LengthFieldEnd = 6;

    /// <summary>Looks for one frame at the start of <paramref name="buffer"/>.</summary>
    public static FrameScanStatus Scan(in ReadOnlySequence<byte> buffer, out MbapFrame frame)
    {
        var available = buffer.Length;
        Span<byte> scratch = stackalloc byte[ModbusLimits.MbapHeaderLength];
        scratch.Clear();
        scoped var head = buffer.FirstSpan;
        if (head.Length < ModbusLimits.MbapHeaderLength)
        {
            buffer.Slice(0, Math.Min(available, ModbusLimits.MbapHeaderLength)).CopyTo(scratch);
            head = scratch;
        }

        var header = MbapHeader.Read(head);
        frame = new MbapFrame(header, default);
        if (available < ModbusLimits.MbapHeaderLength)
            return ScanPartialHeader(head, (int)available);
        if (!header.IsValid)
            return FrameScanStatus.Invalid;
        if (available < LengthFieldEnd + header.Length)
            return FrameScanStatus.NeedMoreData;
        frame = new MbapFrame(header, buffer.Slice(ModbusLimits.MbapHeaderLength, header.PduLength));
        return FrameScanStatus.Done;
    }

    private static FrameScanStatus ScanPartialHeader(ReadOnlySpan<byte> head, int available)
    {
        // Missing bytes read as zero here, which is the valid protocol; the length is judged only once it is complete.
        if (BinaryPrimitives.ReadUInt16BigEndian(head[2..]) != 0)
            return FrameScanStatus.Invalid;
        if (available < LengthFieldEnd)
            return FrameScanStatus.NeedMoreData;
        var length = BinaryPrimitives.ReadUInt16BigEndian(head[4..]);
        return length is >= ModbusLimits.MinMbapLengthField and <= ModbusLimits.MaxMbapLengthField
            ? FrameScanStatus.NeedMoreData
            : FrameScanStatus.Invalid;
    }
}
