using System.Buffers;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Tests.Framing;

/// <summary>Frames in a stream of bytes (Messaging on TCP/IP Implementation Guide V1.0b §3.1.3).</summary>
public class MbapFrameScannerTests
{
    /// <summary>The guide's example: transaction 0x1501, unit 0xFF, read holding register 5 (§4.4.1).</summary>
    private static readonly byte[] Frame = Hex.Bytes("15 01 00 00 00 06 FF 03 00 04 00 01");

    [Fact]
    public void Header_Golden_BothWays()
    {
        var header = MbapHeader.Read(Frame);
        Assert.Equal(new MbapHeader(0x1501, 0, 6, 0xFF), header);
        Assert.Equal(5, header.PduLength);
        var bytes = new byte[7];
        MbapHeader.ForPdu(0x1501, 0xFF, 5).Write(bytes);
        Assert.Equal(Frame[..7], bytes);
    }

    [Fact]
    public void Frame_Whole_IsDone()
    {
        var buffer = new ReadOnlySequence<byte>([.. Frame, 0x15]);
        Assert.Equal(FrameScanStatus.Done, MbapFrameScanner.Scan(buffer, out var frame));
        Assert.Equal(0x1501, frame.Header.TransactionId);
        Assert.Equal("03 00 04 00 01", Hex.Text(frame.Pdu.ToArray()));
        Assert.Equal(1, buffer.Slice(frame.End).Length);
    }

    [Fact]
    public void Frame_EveryPrefix_NeedsMoreData()
    {
        for (var length = 0; length < Frame.Length; length++)
            Assert.Equal(FrameScanStatus.NeedMoreData, MbapFrameScanner.Scan(new(Frame[..length]), out _));
    }

    [Fact]
    public void Frame_EverySplit_IsDone()
    {
        for (var i = 0; i <= Frame.Length; i++)
        {
            for (var j = i; j <= Frame.Length; j++)
            {
                var buffer = Segments.Of(Frame[..i], Frame[i..j], Frame[j..]);
                Assert.Equal(FrameScanStatus.Done, MbapFrameScanner.Scan(buffer, out var frame));
                Assert.Equal("03 00 04 00 01", Hex.Text(frame.PduSpan(new byte[ModbusLimits.MaxPduLength])));
            }
        }
    }

    [Fact]
    public void Frames_TwoInOneBuffer_AreFoundInTurn()
    {
        var buffer = Segments.Of([.. Frame, .. Frame[..3]], Frame[3..]);
        Assert.Equal(FrameScanStatus.Done, MbapFrameScanner.Scan(buffer, out var first));
        Assert.Equal(FrameScanStatus.Done, MbapFrameScanner.Scan(buffer.Slice(first.End), out var second));
        Assert.True(buffer.Slice(second.End).IsEmpty);
    }

    [Theory]
    [InlineData("00 00 00 00 00 00")]
    [InlineData("00 00 00 00 00 01")]
    [InlineData("00 00 00 00 00 FF")]
    [InlineData("00 00 00 00 FF FF")]
    [InlineData("00 00 00 01")]
    [InlineData("00 00 01")]
    [InlineData("48 54 54 50")]
    public void Header_ThatModbusCannotHave_IsInvalidAsSoonAsItShows(string hex)
    {
        var bytes = Hex.Bytes(hex);
        Assert.Equal(FrameScanStatus.Invalid, MbapFrameScanner.Scan(new(bytes), out _));
        Assert.Equal(FrameScanStatus.Invalid, MbapFrameScanner.Scan(new([.. bytes, .. new byte[300]]), out _));
    }

    [Theory]
    [InlineData(ModbusLimits.MinMbapLengthField)]
    [InlineData(ModbusLimits.MaxMbapLengthField)]
    public void Length_AtItsLimits_IsDone(int length)
    {
        var bytes = new byte[6 + length];
        new MbapHeader(7, 0, (ushort)length, 1).Write(bytes);
        Assert.Equal(FrameScanStatus.Done, MbapFrameScanner.Scan(new(bytes), out var frame));
        Assert.Equal(length - 1, frame.Pdu.Length);
    }
}
