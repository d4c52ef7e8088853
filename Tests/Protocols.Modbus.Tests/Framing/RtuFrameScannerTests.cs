using System.Buffers;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Tests.Framing;

/// <summary>RTU frames in a stream of bytes (Modbus over Serial Line V1.02 §2.5.1), the ends told by the function codes.</summary>
public class RtuFrameScannerTests
{
    /// <summary>One request and one response of every function, without unit and checksum.</summary>
    public static TheoryData<string, string> Exchanges => new()
    {
        { "01 00 13 00 13", "01 03 CD 6B 05" },
        { "02 00 C4 00 16", "02 03 AC DB 35" },
        { "03 00 6B 00 03", "03 06 02 2B 00 00 00 64" },
        { "04 00 08 00 01", "04 02 00 0A" },
        { "05 00 AC FF 00", "05 00 AC FF 00" },
        { "06 00 01 00 03", "06 00 01 00 03" },
        { "0F 00 13 00 0A 02 CD 01", "0F 00 13 00 0A" },
        { "10 00 01 00 02 04 00 0A 01 02", "10 00 01 00 02" },
        { "16 00 04 00 F2 00 25", "16 00 04 00 F2 00 25" },
        { "17 00 03 00 06 00 0E 00 03 06 00 FF 00 FF 00 FF", "17 0C 00 FE 0A CD 00 01 00 03 00 0D 00 FF" },
        { "2B 0E 01 00", "2B 0E 01 01 00 00 03 00 02 41 42 01 00 02 01 43" },
        { "03 00 6B 00 03", "83 02" },
        { "2B 0E 04 63", "AB 02" },
    };

    [Theory]
    [InlineData("02 07", "41 12")]
    [InlineData("01 04 00 00 00 01", "31 CA")]
    [InlineData("01 03 00 00 00 0A", "C5 CD")]
    public void Crc_KnownFrames_HaveTheirChecksum(string frame, string expected)
    {
        // The first is the example of Modbus over Serial Line V1.02, appendix B.
        var crc = Crc16.Of(Hex.Bytes(frame));
        Assert.Equal(expected, Hex.Text([(byte)crc, (byte)(crc >> 8)]));
        Assert.Equal(0, Crc16.Of(Hex.Bytes(frame + expected)));
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Frame_WholeAndMore_IsDone(string request, string response)
    {
        AssertDone(RtuFrameScanner.ScanRequest(new([.. Frame(request), 1, 2]), out var asked), asked, request);
        AssertDone(RtuFrameScanner.ScanResponse(new([.. Frame(response), 1, 2]), out var told), told, response);
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Frame_EveryPrefix_NeedsMoreData(string request, string response)
    {
        for (var length = 0; length < Frame(request).Length; length++)
            Assert.Equal(FrameScanStatus.NeedMoreData, RtuFrameScanner.ScanRequest(new(Frame(request)[..length]), out _));
        for (var length = 0; length < Frame(response).Length; length++)
            Assert.Equal(FrameScanStatus.NeedMoreData, RtuFrameScanner.ScanResponse(new(Frame(response)[..length]), out _));
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Frame_EverySplit_IsDone(string request, string response)
    {
        var (asked, told) = (Frame(request), Frame(response));
        for (var i = 0; i <= asked.Length; i++)
            AssertDone(RtuFrameScanner.ScanRequest(Segments.Of(asked[..i], asked[i..], [9]), out var frame), frame, request);
        for (var i = 0; i <= told.Length; i++)
            AssertDone(RtuFrameScanner.ScanResponse(Segments.Of(told[..i], told[i..], [9]), out var frame), frame, response);
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Frame_WithAnyBitFlippedInItsChecksum_IsInvalid(string request, string response)
    {
        foreach (var bytes in new[] { Frame(request), Frame(response) })
        {
            for (var bit = 0; bit < 16; bit++)
            {
                var damaged = bytes.ToArray();
                damaged[damaged.Length - 1 - bit / 8] ^= (byte)(1 << bit % 8);
                var buffer = new ReadOnlySequence<byte>(damaged);
                Assert.Equal(FrameScanStatus.Invalid, bytes.AsSpan().SequenceEqual(Frame(request))
                    ? RtuFrameScanner.ScanRequest(buffer, out _)
                    : RtuFrameScanner.ScanResponse(buffer, out _));
            }
        }
    }

    [Theory]
    [InlineData("01 10 00 00 00 01 FF", true)]
    [InlineData("01 17 00 00 00 01 00 00 00 01 FF", true)]
    [InlineData("01 03 FF", false)]
    [InlineData("01 2B 0E 01 01 00 00 FF 00 F4", false)]
    public void Length_ThatModbusCannotHave_IsInvalidAsSoonAsItShows(string hex, bool isRequest)
    {
        var bytes = Hex.Bytes(hex);
        if (bytes[1] == 0x2B)
            bytes = [.. bytes, .. new byte[244], 0, 0xFF];
        var buffer = new ReadOnlySequence<byte>(bytes);
        Assert.Equal(FrameScanStatus.Invalid, isRequest ? RtuFrameScanner.ScanRequest(buffer, out _) : RtuFrameScanner.ScanResponse(buffer, out _));
    }

    [Fact]
    public void UnknownFunction_EndsWhereTheChecksumFits()
    {
        AssertDone(RtuFrameScanner.ScanRequest(new([.. Frame("11"), .. Frame("07")]), out var reportServerId), reportServerId, "11");
        AssertDone(RtuFrameScanner.ScanRequest(new(Frame("08 00 00 A5 37")), out var diagnostics), diagnostics, "08 00 00 A5 37");
        var noise = Hex.Bytes("01 41 00 01");
        Assert.Equal(FrameScanStatus.NeedMoreData, RtuFrameScanner.ScanRequest(new(noise), out _));
        Assert.Equal(FrameScanStatus.Invalid, RtuFrameScanner.ScanRequest(new([.. noise, .. Enumerable.Repeat((byte)0x55, 300)]), out _));
    }

    private static byte[] Frame(string pdu)
    {
        byte[] body = [0x11, .. Hex.Bytes(pdu)];
        var crc = Crc16.Of(body);
        return [.. body, (byte)crc, (byte)(crc >> 8)];
    }

    private static void AssertDone(FrameScanStatus status, RtuFrame frame, string pdu)
    {
        Assert.Equal(FrameScanStatus.Done, status);
        Assert.Equal(0x11, frame.Unit);
        Assert.Equal(pdu, Hex.Text(frame.Pdu.ToArray()));
    }
}
