using System.Buffers;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Fuzz.Modbus;

/// <summary>Frame scanner: a judgement must not depend on how the bytes are cut, nor be taken back when more bytes come.</summary>
public class ModbusFrameScannerFuzz
{
    [Fact]
    public void Scanner_DamagedFrames_JudgesAlikeHoweverTheyAreCut() => FuzzRun.Seeds(20_000, random =>
    {
        var frame = ModbusSamples.Frame((ushort)random.Next(65536), (byte)random.Next(256), ModbusSamples.Request(random));
        Check(Mutator.Mutate(random, frame), random);
    });

    [Theory]
    [InlineData("length-of-one", "00 00 00 00 00 01 01")]
    [InlineData("length-of-255", "00 00 00 00 00 FF 01")]
    [InlineData("nothing", "")]
    [InlineData("protocol-low-byte-late", "00 00 00 01")]
    public void Regression(string name, string hex)
    {
        Assert.NotEmpty(name);
        Check(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), new Random(0));
    }

    private static void Check(byte[] bytes, Random random)
    {
        var status = MbapFrameScanner.Scan(new ReadOnlySequence<byte>(bytes), out var frame);
        Assert.Equal(Expected(bytes), status);

        var cut = random.Next(bytes.Length + 1);
        var inTwo = Joined.Of(bytes[..cut], bytes[cut..]);
        Assert.Equal(status, MbapFrameScanner.Scan(inTwo, out var again));
        if (status == FrameScanStatus.Done)
        {
            Assert.Equal(frame.Header, again.Header);
            Assert.Equal(frame.Pdu.ToArray(), again.PduSpan(new byte[ModbusLimits.MaxPduLength]).ToArray());
            Assert.Equal(6 + frame.Header.Length, (int)inTwo.Slice(0, again.End).Length);
        }

        var prefix = MbapFrameScanner.Scan(new ReadOnlySequence<byte>(bytes, 0, cut), out _);
        Assert.True(prefix == status || prefix == FrameScanStatus.NeedMoreData, $"{prefix} after {cut} bytes became {status}");
    }

    /// <summary>The same judgement in the plainest words.</summary>
    private static FrameScanStatus Expected(byte[] bytes)
    {
        if (bytes.Length > 2 && bytes[2] != 0 || bytes.Length > 3 && bytes[3] != 0)
            return FrameScanStatus.Invalid;
        if (bytes.Length < 6)
            return FrameScanStatus.NeedMoreData;
        var length = bytes[4] * 256 + bytes[5];
        if (length is < 2 or > 254)
            return FrameScanStatus.Invalid;
        return bytes.Length < 6 + length ? FrameScanStatus.NeedMoreData : FrameScanStatus.Done;
    }
}
