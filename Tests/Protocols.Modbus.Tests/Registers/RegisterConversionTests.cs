using Faultline.Protocols.Modbus.Registers;

namespace Faultline.Protocols.Modbus.Tests.Registers;

/// <summary>Each order spelled out: the bytes A, B, C ... of the value are 0xA1, 0xB2, 0xC3 ... so that the letters can be read off.</summary>
public class RegisterConversionTests
{
    [Theory]
    [InlineData(RegisterOrder.Abcd, 0xA1B2)]
    [InlineData(RegisterOrder.Badc, 0xB2A1)]
    [InlineData(RegisterOrder.Cdab, 0xA1B2)]
    [InlineData(RegisterOrder.Dcba, 0xB2A1)]
    public void SixteenBits_EachOrder_BothWays(RegisterOrder order, int register)
    {
        ushort[] registers = [(ushort)register];
        Assert.Equal(0xA1B2, RegisterDecoder.ToUInt16(registers, order));
        Assert.Equal(unchecked((short)0xA1B2), RegisterDecoder.ToInt16(registers, order));
        AssertWritten(registers, r => RegisterEncoder.WriteUInt16(r, 0xA1B2, order));
        AssertWritten(registers, r => RegisterEncoder.WriteInt16(r, unchecked((short)0xA1B2), order));
    }

    [Theory]
    [InlineData(RegisterOrder.Abcd, 0xA1B2, 0xC3D4)]
    [InlineData(RegisterOrder.Badc, 0xB2A1, 0xD4C3)]
    [InlineData(RegisterOrder.Cdab, 0xC3D4, 0xA1B2)]
    [InlineData(RegisterOrder.Dcba, 0xD4C3, 0xB2A1)]
    public void ThirtyTwoBits_EachOrder_BothWays(RegisterOrder order, int first, int second)
    {
        ushort[] registers = [(ushort)first, (ushort)second];
        Assert.Equal(0xA1B2C3D4, RegisterDecoder.ToUInt32(registers, order));
        Assert.Equal(unchecked((int)0xA1B2C3D4), RegisterDecoder.ToInt32(registers, order));
        Assert.Equal(BitConverter.UInt32BitsToSingle(0xA1B2C3D4), RegisterDecoder.ToSingle(registers, order));
        AssertWritten(registers, r => RegisterEncoder.WriteUInt32(r, 0xA1B2C3D4, order));
        AssertWritten(registers, r => RegisterEncoder.WriteInt32(r, unchecked((int)0xA1B2C3D4), order));
        AssertWritten(registers, r => RegisterEncoder.WriteSingle(r, BitConverter.UInt32BitsToSingle(0xA1B2C3D4), order));
    }

    [Theory]
    [InlineData(RegisterOrder.Abcd, 0xA1B2, 0xC3D4, 0xE5F6, 0x0718)]
    [InlineData(RegisterOrder.Badc, 0xB2A1, 0xD4C3, 0xF6E5, 0x1807)]
    [InlineData(RegisterOrder.Cdab, 0x0718, 0xE5F6, 0xC3D4, 0xA1B2)]
    [InlineData(RegisterOrder.Dcba, 0x1807, 0xF6E5, 0xD4C3, 0xB2A1)]
    public void SixtyFourBits_EachOrder_BothWays(RegisterOrder order, int first, int second, int third, int fourth)
    {
        const ulong Value = 0xA1B2C3D4E5F60718;
        ushort[] registers = [(ushort)first, (ushort)second, (ushort)third, (ushort)fourth];
        Assert.Equal(Value, RegisterDecoder.ToUInt64(registers, order));
        Assert.Equal(unchecked((long)Value), RegisterDecoder.ToInt64(registers, order));
        Assert.Equal(BitConverter.UInt64BitsToDouble(Value), RegisterDecoder.ToDouble(registers, order));
        AssertWritten(registers, r => RegisterEncoder.WriteUInt64(r, Value, order));
        AssertWritten(registers, r => RegisterEncoder.WriteInt64(r, unchecked((long)Value), order));
        AssertWritten(registers, r => RegisterEncoder.WriteDouble(r, BitConverter.UInt64BitsToDouble(Value), order));
    }

    [Fact]
    public void Single_Known_IsIeee754HighWordFirst()
    {
        Assert.Equal(123.456f, RegisterDecoder.ToSingle([0x42F6, 0xE979]));
        Assert.Equal(-2.5, RegisterDecoder.ToDouble([0xC004, 0, 0, 0]));
        Assert.True(float.IsNaN(RegisterDecoder.ToSingle([0x7FC0, 0])));
    }

    [Fact]
    public void Registers_TooFew_AreNamed()
    {
        var error = Assert.Throws<ArgumentException>(() => RegisterDecoder.ToSingle([1]));
        Assert.Contains("takes 2 registers, the span has 1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RegisterDecoder.ToUInt16([]));
        Assert.Throws<ArgumentException>(() => RegisterDecoder.ToDouble([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => RegisterEncoder.WriteDouble(new ushort[3], 1));
    }

    private static void AssertWritten(ushort[] expected, Action<ushort[]> write)
    {
        var registers = new ushort[expected.Length + 1];
        write(registers);
        Assert.Equal([.. expected, 0], registers);
    }
}
