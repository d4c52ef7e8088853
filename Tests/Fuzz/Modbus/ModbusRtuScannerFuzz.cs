using System.Buffers;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Fuzz.Modbus;

/// <summary>RTU scanner: a judgement must not depend on how the bytes are cut, nor be taken back when more bytes come; what it accepts has its checksum.</summary>
public class ModbusRtuScannerFuzz
{
    private delegate FrameScanStatus Scanner(in ReadOnlySequence<byte> buffer, out RtuFrame frame);

    [Fact]
    public void Scanner_DamagedRequests_JudgesAlikeHoweverTheyAreCut() => FuzzRun.Seeds(20_000, random =>
        Check(RtuFrameScanner.ScanRequest, ModbusSamples.DamagedFrame(random, ModbusFraming.Rtu, isRequest: true, 0, ModbusSamples.Request(random)), random));

    [Fact]
    public void Scanner_DamagedResponses_JudgesAlikeHoweverTheyAreCut() => FuzzRun.Seeds(20_000, random =>
        Check(
            RtuFrameScanner.ScanResponse,
            ModbusSamples.DamagedFrame(random, ModbusFraming.Rtu, isRequest: false, 0, ModbusSamples.Answer(random, ModbusSamples.Request(random))),
            random));

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("unit-alone", "01")]
    [InlineData("checksum-of-the-unit-alone", "01 7E 80")]
    [InlineData("unknown-function-too-short", "01 41 00")]
    [InlineData("mei-type-late", "01 2B")]
    public void Regression(string name, string hex)
    {
        Assert.NotEmpty(name);
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Check(RtuFrameScanner.ScanRequest, bytes, new Random(0));
        Check(RtuFrameScanner.ScanResponse, bytes, new Random(0));
    }

    private static void Check(Scanner scan, byte[] bytes, Random random)
    {
        var status = scan(new ReadOnlySequence<byte>(bytes), out var frame);
        var cut = random.Next(bytes.Length + 1);
        var inTwo = Joined.Of(bytes[..cut], bytes[cut..]);
        Assert.Equal(status, scan(inTwo, out var again));
        if (status == FrameScanStatus.Done)
        {
            var length = (int)inTwo.Slice(0, again.End).Length;
            Assert.Equal(frame.Pdu.ToArray(), again.Pdu.ToArray());
            Assert.Equal(frame.Pdu.Length + 3, length);
            Assert.Equal(0, Crc16.Of(bytes.AsSpan(0, length)));
            Assert.InRange(length, 4, ModbusLimits.MaxRtuAduLength);
        }

        var prefix = scan(new ReadOnlySequence<byte>(bytes, 0, cut), out _);
        Assert.True(prefix == status || prefix == FrameScanStatus.NeedMoreData, $"{prefix} after {cut} bytes became {status}");
    }
}
