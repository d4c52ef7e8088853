using System.Buffers;

namespace Faultline.Protocols.Modbus.Framing;

/// <summary>
/// Finds RTU frames in a stream of bytes: unit, PDU, CRC (Modbus over Serial Line V1.02 §2.5.1). The end of a frame follows from its function
/// code and byte count, and its checksum must fit there. A function that this library does not know ends at the first place where the checksum
/// fits, so that a server can refuse it. Nothing depends on time.
/// </summary>
public static class RtuFrameScanner
{
    private const int UnitLength = 1;
    private const int ChecksumLength = 2;
    private const int Overhead = UnitLength + ChecksumLength;

    private delegate int LengthOf(ReadOnlySpan<byte> pdu);

    /// <summary>Looks for one request at the start of <paramref name="buffer"/>.</summary>
    public static FrameScanStatus ScanRequest(in ReadOnlySequence<byte> buffer, out RtuFrame frame) => Scan(buffer, PduLength.OfRequest, out frame);

    /// <summary>Looks for one response at the start of <paramref name="buffer"/>.</summary>
    public static FrameScanStatus ScanResponse(in ReadOnlySequence<byte> buffer, out RtuFrame frame) => Scan(buffer, PduLength.OfResponse, out frame);

    private static FrameScanStatus Scan(in ReadOnlySequence<byte> buffer, LengthOf lengthOf, out RtuFrame frame)
    {
        frame = default;
        Span<byte> scratch = stackalloc byte[ModbusLimits.MaxRtuAduLength];
        scoped var bytes = buffer.FirstSpan;
        if (!buffer.IsSingleSegment && bytes.Length < ModbusLimits.MaxRtuAduLength)
        {
            var head = buffer.Slice(0, Math.Min(buffer.Length, ModbusLimits.MaxRtuAduLength));
            head.CopyTo(scratch);
            bytes = scratch[..(int)head.Length];
        }

        if (bytes.Length <= UnitLength)
            return FrameScanStatus.NeedMoreData;
        var pduLength = lengthOf(bytes[UnitLength..]);
        var length = pduLength == PduLength.Unknown ? FindEnd(bytes) : Judge(bytes, pduLength);
        if (length <= 0)
            return length == 0 ? FrameScanStatus.NeedMoreData : FrameScanStatus.Invalid;
        var end = buffer.GetPosition(length);
        frame = new RtuFrame(bytes[0], buffer.Slice(UnitLength, length - Overhead), end);
        return FrameScanStatus.Done;
    }

    /// <summary>Length of the frame whose PDU has the given length; 0: more is needed, -1: no frame.</summary>
    private static int Judge(ReadOnlySpan<byte> bytes, int pduLength)
    {
        if (pduLength == PduLength.NeedMoreData)
            return 0;
        var length = pduLength + Overhead;
        if (length > ModbusLimits.MaxRtuAduLength)
            return -1;
        if (bytes.Length < length)
            return 0;
        return Crc16.Of(bytes[..length]) == 0 ? length : -1;
    }

    /// <summary>Length up to the first place where the checksum fits; 0: none yet, -1: none within the longest frame.</summary>
    private static int FindEnd(ReadOnlySpan<byte> bytes)
    {
        var crc = Crc16.Start;
        var limit = Math.Min(bytes.Length, ModbusLimits.MaxRtuAduLength);
        for (var i = 0; i < limit; i++)
        {
            crc = Crc16.Next(crc, bytes[i]);
            if (crc == 0 && i + 1 > Overhead)
                return i + 1;
        }

        return limit < ModbusLimits.MaxRtuAduLength ? 0 : -1;
    }
}
