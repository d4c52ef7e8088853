using Faultline.Collector.Drivers.Modbus;
using Faultline.Contracts;
using Xunit;

namespace Faultline.Collector.Tests.Drivers;

public sealed class TagCodecTests
{
    // 123456.0f is 0x47F12000; π is 0x400921FB54442D18 (IEEE 754).
    [Theory]
    [InlineData(TagType.Float32, ByteOrder.Abcd, "47f1 2000", 123456)]
    [InlineData(TagType.Float32, ByteOrder.Cdab, "2000 47f1", 123456)]
    [InlineData(TagType.Float32, ByteOrder.Badc, "f147 0020", 123456)]
    [InlineData(TagType.Float32, ByteOrder.Dcba, "0020 f147", 123456)]
    [InlineData(TagType.Float64, ByteOrder.Abcd, "4009 21fb 5444 2d18", Math.PI)]
    [InlineData(TagType.Float64, ByteOrder.Cdab, "2d18 5444 21fb 4009", Math.PI)]
    [InlineData(TagType.Float64, ByteOrder.Badc, "0940 fb21 4454 182d", Math.PI)]
    [InlineData(TagType.Float64, ByteOrder.Dcba, "182d 4454 fb21 0940", Math.PI)]
    [InlineData(TagType.Int16, ByteOrder.Abcd, "fffe", -2)]
    [InlineData(TagType.Uint16, ByteOrder.Badc, "feff", 65534)]
    [InlineData(TagType.Int32, ByteOrder.Cdab, "fffe ffff", -2)]
    [InlineData(TagType.Uint32, ByteOrder.Abcd, "ffff fffe", 4294967294)]
    [InlineData(TagType.Int64, ByteOrder.Abcd, "ffff ffff ffff fffe", -2)]
    [InlineData(TagType.Uint64, ByteOrder.Cdab, "0001 0000 0000 0000", 1)]
    [InlineData(TagType.Bcd16, ByteOrder.Abcd, "1234", 1234)]
    [InlineData(TagType.Bcd32, ByteOrder.Abcd, "1234 5678", 12345678)]
    [InlineData(TagType.Bcd32, ByteOrder.Cdab, "5678 1234", 12345678)]
    public void Registers_AndNumber_AreTheSame(TagType type, ByteOrder order, string hex, double value)
    {
        var tag = new ModbusTag { Type = type, Order = order };
        var registers = Words(hex);

        Assert.True(TagCodec.TryDecode(tag, registers, out var decoded));
        Assert.Equal(value, decoded);
        var encoded = new ushort[registers.Length];
        Assert.True(TagCodec.TryEncode(tag, value, encoded));
        Assert.Equal(registers, encoded);
    }

    [Theory]
    [InlineData(0, ByteOrder.Abcd, "0001", 1)]
    [InlineData(15, ByteOrder.Abcd, "8000", 1)]
    [InlineData(14, ByteOrder.Abcd, "8000", 0)]
    [InlineData(0, ByteOrder.Badc, "0100", 1)]
    public void Bit_OfARegister_IsZeroOrOne(int bit, ByteOrder order, string hex, double value)
    {
        Assert.True(TagCodec.TryDecode(new ModbusTag { Type = TagType.Bool, Bit = bit, Order = order }, Words(hex), out var decoded));

        Assert.Equal(value, decoded);
    }

    [Theory]
    [InlineData(TagType.Bcd16, "1a34")]
    [InlineData(TagType.Bcd32, "1234 567f")]
    public void DigitAboveNine_IsNoNumber(TagType type, string hex) => Assert.False(TagCodec.TryDecode(new ModbusTag { Type = type }, Words(hex), out _));

    [Theory]
    [InlineData(TagType.Int16, 32768)]
    [InlineData(TagType.Int16, -32769)]
    [InlineData(TagType.Uint16, -1)]
    [InlineData(TagType.Uint32, 4294967296)]
    [InlineData(TagType.Int64, 9223372036854775808.0)]
    [InlineData(TagType.Uint64, 18446744073709551616.0)]
    [InlineData(TagType.Bcd16, 10000)]
    [InlineData(TagType.Float32, 1e39)]
    [InlineData(TagType.Int32, double.NaN)]
    public void Number_ThatTheTypeCannotHold_IsRefused(TagType type, double value) =>
        Assert.False(TagCodec.TryEncode(new ModbusTag { Type = type }, value, new ushort[4]));

    [Theory]
    [InlineData(ByteOrder.Abcd, "4865 6c6c 6f00", 5, "Hello")]
    [InlineData(ByteOrder.Badc, "6548 6c6c 006f", 6, "Hello")]
    [InlineData(ByteOrder.Abcd, "4865 6c6c 6f20", 3, "Hel")]
    public void Text_EndsAtNulOrLength(ByteOrder order, string hex, int length, string text)
    {
        Assert.True(TagCodec.TryDecodeText(new ModbusTag { Type = TagType.String, Order = order, Length = length }, Words(hex), out var decoded));

        Assert.Equal(text, decoded);
    }

    [Fact]
    public void Text_WithControlCharacters_IsNone() =>
        Assert.False(TagCodec.TryDecodeText(new ModbusTag { Type = TagType.String, Length = 2 }, Words("4801"), out _));

    private static ushort[] Words(string hex) => [.. hex.Split(' ').Select(word => Convert.ToUInt16(word, 16))];
}
