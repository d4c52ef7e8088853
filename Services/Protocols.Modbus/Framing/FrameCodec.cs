using System.Buffers;

namespace Faultline.Protocols.Modbus.Framing;

/// <summary>Wraps PDUs and finds them again: the one difference between the framings that client and server see. Stateless, shared.</summary>
internal abstract class FrameCodec
{
    private static readonly FrameCodec Mbap = new MbapFrameCodec();
    private static readonly FrameCodec Rtu = new RtuFrameCodec();

    internal static FrameCodec Of(ModbusFraming framing) => framing == ModbusFraming.Rtu ? Rtu : Mbap;

    /// <summary>Bytes in front of the PDU.</summary>
    internal abstract int HeaderLength { get; }

    /// <summary>Bytes of the longest frame.</summary>
    internal abstract int MaxLength { get; }

    /// <summary>Whether an answer says which request it belongs to.</summary>
    internal abstract bool HasTransactionIds { get; }

    /// <summary>Whether a request to this unit is for all units and is never answered.</summary>
    internal abstract bool IsBroadcast(byte unit);

    /// <summary>Completes a frame around the PDU that stands at <see cref="HeaderLength"/>; answers the frame's length.</summary>
    internal abstract int Seal(Span<byte> frame, ushort transactionId, byte unit, int pduLength);

    /// <summary>Looks for a request at the start of a buffer.</summary>
    internal abstract FrameScanStatus ScanRequest(in ReadOnlySequence<byte> buffer, out Frame frame);

    /// <summary>Looks for a response at the start of a buffer.</summary>
    internal abstract FrameScanStatus ScanResponse(in ReadOnlySequence<byte> buffer, out Frame frame);

    /// <summary>Says why the start of a buffer is no frame.</summary>
    internal abstract string DescribeInvalid(in ReadOnlySequence<byte> buffer);
}
