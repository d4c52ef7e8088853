using System.Buffers.Binary;
using System.IO.Compression;
using Faultline.Contracts;
using Xunit;

namespace Faultline.TimeSeries.Tests.Predictions;

public sealed class WindowFrameTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public void Frame_OfAWindow_IsDecodedToTheSameBits(int rate)
    {
        var window = PostedWindows.Window(rate, seed: rate);

        var decoded = WindowFrame.Decode(WindowFrame.Encode(window));

        Assert.Equal(PostedWindows.BitsOf(window), PostedWindows.BitsOf(decoded));
    }

    [Fact]
    public void Frame_Encoded_HasTheDocumentedLayout()
    {
        var window = PostedWindows.Window(2);

        var frame = WindowFrame.Encode(window);

        Assert.Equal("01" + string.Concat(Enumerable.Repeat("7800", 7)) + string.Concat(Enumerable.Repeat("3C00", 10)), Convert.ToHexString(frame.AsSpan(..35)));
        Assert.Equal(Bytes(window), Unpacked(frame[35..]));
    }

    [Fact]
    public void Frame_MadeByTheDocument_IsDecoded()
    {
        var window = PostedWindows.Window(2);

        var decoded = WindowFrame.Decode(Frame(1, Lengths(window), Bytes(window)));

        Assert.Equal(PostedWindows.BitsOf(window), PostedWindows.BitsOf(decoded));
    }

    [Fact]
    public void Frame_OfTheLargestWindow_ThatDoesNotCompress_FitsTheTable()
    {
        var random = new Random(3);
        var window = new WindowSamples([.. HydraulicRig.Sensors.Select(_ => Enumerable.Range(0, WindowSamples.MaxSamples).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64())).ToArray())]);

        var frame = WindowFrame.Encode(window);

        Assert.InRange(frame.Length, 800_000, 1 << 20);
        Assert.Equal(PostedWindows.BitsOf(window), PostedWindows.BitsOf(WindowFrame.Decode(frame)));
    }

    [Fact]
    public void EveryPrefix_IsRefused()
    {
        var frame = WindowFrame.Encode(PostedWindows.Window());
        for (var length = 0; length < frame.Length; length++)
            Assert.Throws<FrameException>(() => WindowFrame.Decode(frame.AsSpan(..length)));
    }

    [Theory]
    [InlineData(0, "version 0")]
    [InlineData(2, "version 2")]
    public void OtherVersions_AreRefused(byte version, string named)
    {
        var window = PostedWindows.Window();

        Assert.Contains(named, Refusal(Frame(version, Lengths(window), Bytes(window))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(59)]
    [InlineData(61)]
    [InlineData(6060)]
    [InlineData(65535)]
    public void LengthsThatNoWindowHas_AreRefused_WithTheSensor(int length)
    {
        var window = PostedWindows.Window();
        var lengths = Lengths(window);
        lengths[^1] = length;

        Assert.Contains($"SE has {length} samples", Refusal(Frame(1, lengths, Bytes(window))), StringComparison.Ordinal);
    }

    [Fact]
    public void SamplesOfAnotherNumberThanTold_AreRefused()
    {
        var window = PostedWindows.Window();
        var bytes = Bytes(window);

        Assert.Contains("damaged", Refusal(Frame(1, Lengths(window), bytes[..^8])), StringComparison.Ordinal);
        // Unpacked no further than what was told.
        Assert.Contains("damaged", Refusal(Frame(1, Lengths(window), [.. bytes, .. new byte[10_000_000]])), StringComparison.Ordinal);
        Assert.Contains("1 bytes follow", Refusal([.. WindowFrame.Encode(window), 0]), StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedFrames_AreRefusedOrRead_AndNothingElse()
    {
        var random = new Random(20_261_124);
        for (var round = 0; round < 5000; round++)
        {
            var frame = WindowFrame.Encode(PostedWindows.Window(seed: round % 5));
            for (var damage = random.Next(1, 4); damage > 0; damage--)
                frame[random.Next(frame.Length)] = (byte)random.Next(256);
            if (Record.Exception(() => WindowFrame.Decode(frame)) is { } exception)
                Assert.IsType<FrameException>(exception);
        }
    }

    [Fact]
    public void Window_WithWrongLengths_NamesAllSensors()
    {
        var sensors = PostedWindows.Window().Sensors.ToArray();
        (sensors[0], sensors[16]) = ([], new double[61]);

        var fault = Assert.Throws<ArgumentException>(() => new WindowSamples(sensors));

        Assert.Contains("PS1 has 0 samples, SE has 61 samples", fault.Message, StringComparison.Ordinal);
        Assert.Contains("16 sensors", Assert.Throws<ArgumentException>(() => new WindowSamples(sensors[..16])).Message, StringComparison.Ordinal);
    }

    private static string Refusal(byte[] frame) => Assert.Throws<FrameException>(() => WindowFrame.Decode(frame)).Message;

    private static int[] Lengths(WindowSamples window) => [.. window.Sensors.Select(samples => samples.Length)];

    private static byte[] Bytes(WindowSamples window) => [.. window.Sensors.SelectMany(samples => samples).SelectMany(value =>
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        return bytes;
    })];

    private static byte[] Frame(byte version, int[] lengths, byte[] samples)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            brotli.Write(samples);
        return [version, .. lengths.SelectMany(length => (byte[])[(byte)length, (byte)(length >> 8)]), .. packed.ToArray()];
    }

    private static byte[] Unpacked(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        brotli.CopyTo(bytes);
        return bytes.ToArray();
    }
}
