using System.Buffers;

namespace Faultline.Protocols.Modbus.Framing;

/// <summary>Modbus TCP's own framing; requests and responses look alike.</summary>
internal sealed class MbapFrameCodec : FrameCodec
{
    internal override int HeaderLength => ModbusLimits.MbapHeaderLength;

    internal override int MaxLength => ModbusLimits.MaxTcpAduLength;

    internal override bool HasTransactionIds => true;

    internal override bool IsBroadcast(byte unit) => false;

    internal override int Seal(Span<byte> frame, ushort transactionId, byte unit, int pduLength)
    {
        MbapHeader.ForPdu(transactionId, unit, pduLength).Write(frame);
        return ModbusLimits.MbapHeaderLength + pduLength;
    }

    internal override FrameScanStatus ScanRequest(in ReadOnlySequence<byte> buffer, out Frame frame) => Scan(buffer, out frame);

    internal override FrameScanStatus ScanResponse(in ReadOnlySequence<byte> buffer, out Frame frame) => Scan(buffer, out frame);

    internal override string DescribeInvalid(in ReadOnlySequence<byte> buffer)
    {
        MbapFrameScanner.Scan(buffer, out var frame);
        return ModbusFault.DescribeInvalidFrame(frame.Header);
    }

    private static FrameScanStatus Scan(in ReadOnlySequence<byte> buffer, out Frame frame)
    {
        var status = MbapFrameScanner.Scan(buffer, out var found);
        frame = status == FrameScanStatus.Done ? new Frame(found.Header.TransactionId, found.Header.Unit, found.Pdu, found.End) : default;
        return status;
    }
}
