using System.Buffers;
using System.Buffers.Binary;

namespace Faultline.Protocols.Modbus.Framing;

/// <summary>The serial line's framing, sent over TCP (Modbus over Serial Line V1.02 §2.5.1).</summary>
internal sealed class RtuFrameCodec : FrameCodec
{
    internal override int HeaderLength => 1;

    internal override int MaxLength => ModbusLimits.MaxRtuAduLength;

    internal override bool HasTransactionIds => false;

    internal override bool IsBroadcast(byte unit) => unit == ModbusLimits.BroadcastUnit;

    internal override int Seal(Span<byte> frame, ushort transactionId, byte unit, int pduLength)
    {
        var checksumAt = HeaderLength + pduLength;
        frame[0] = unit;
        BinaryPrimitives.WriteUInt16LittleEndian(frame[checksumAt..], Crc16.Of(frame[..checksumAt]));
        return checksumAt + sizeof(ushort);
    }

    internal override FrameScanStatus ScanRequest(in ReadOnlySequence<byte> buffer, out Frame frame) =>
        Wrap(RtuFrameScanner.ScanRequest(buffer, out var found), found, out frame);

    internal override FrameScanStatus ScanResponse(in ReadOnlySequence<byte> buffer, out Frame frame) =>
        Wrap(RtuFrameScanner.ScanResponse(buffer, out var found), found, out frame);

    internal override string DescribeInvalid(in ReadOnlySequence<byte> buffer)
    {
        Span<byte> head = stackalloc byte[2];
        buffer.Slice(0, Math.Min(buffer.Length, head.Length)).CopyTo(head);
        return $"RTU frame of unit {head[0]} with function code {head[1]} whose checksum or length does not fit";
    }

    private static FrameScanStatus Wrap(FrameScanStatus status, in RtuFrame found, out Frame frame)
    {
        frame = new Frame(0, found.Unit, found.Pdu, found.End);
        return status;
    }
}
