using System.Buffers.Binary;

namespace Faultline.Protocols.Modbus.Registers;

/// <summary>Reads values from the first one, two or four registers of a span; shorter spans throw <see cref="ArgumentException"/>.</summary>
public static class RegisterDecoder
{
    /// <summary>Reads 16 bits without sign from one register; only the order's byte swap matters.</summary>
    public static ushort ToUInt16(ReadOnlySpan<ushort> registers, RegisterOrder order = RegisterOrder.Abcd)
    {
        Need(registers, 1);
        return Word(registers[0], order);
    }

    /// <summary>Reads 16 bits with sign (two's complement) from one register.</summary>
    public static short ToInt16(ReadOnlySpan<ushort> registers, RegisterOrder order = RegisterOrder.Abcd) =>
        unchecked((short)ToUInt16(registers, order));

    /// <summary>Reads 32 bits without sign from two registers.</summary>
    public static uint ToUInt32(ReadOnlySpan<ushort> registers, RegisterOrder order = RegisterOrder.Abcd)
    {
        Need(registers, 2);
        var (high, low) = LowWordFirst(order) ? (registers[1], registers[0]) : (registers[0], registers[1]);
        return (uint)Word(high, order) << 16 | Word(low, order);
    }

    /// <summary>Reads 32 bits with sign (two's complement) from two registers.</summary>
    public static int ToInt32(ReadOnlySpan<ushort> registers, RegisterOrder order = RegisterOrder.Abcd) =>
        unchecked((int)ToUInt32(registers, order));

    /// <summary>Reads an IEEE 754 binary32 from two registers.</summary>
    public static float ToSingle(ReadOnlySpan<ushort> registers, RegisterOrder order = RegisterOrder.Abcd) =>
        BitConverter.UInt32BitsToSingle(ToUInt32(registers, order));

    /// <summary>Reads 64 bits without sign from four registers.</summary>
    public static ulong ToUInt64(ReadOnlySpan<ushort> registers, RegisterOrder order = RegisterOrder.Abcd)
    {
        Need(registers, 4);
        var first = ToUInt32(registers, order);
        var second = ToUInt32(registers[2..], order);
        return LowWordFirst(order) ? (ulong)second << 32 | first : (ulong)first << 32 | second;
    }

    /// <summary>Reads 64 bits with sign (two's complement) from four registers.</summary>
    public static long ToInt64(ReadOnlySpan<ushort> registers, RegisterOrder order = RegisterOrder.Abcd) =>
        unchecked((long)ToUInt64(registers, order));

    /// <summary>Reads an IEEE 754 binary64 from four registers.</summary>
    public static double ToDouble(ReadOnlySpan<ushort> registers, RegisterOrder order = RegisterOrder.Abcd) =>
        BitConverter.UInt64BitsToDouble(ToUInt64(registers, order));

    internal static bool LowWordFirst(RegisterOrder order) => order is RegisterOrder.Cdab or RegisterOrder.Dcba;

    internal static ushort Word(ushort register, RegisterOrder order) =>
        order is RegisterOrder.Badc or RegisterOrder.Dcba ? BinaryPrimitives.ReverseEndianness(register) : register;

    internal static void Need(ReadOnlySpan<ushort> registers, int count)
    {
        if (registers.Length < count)
            throw new ArgumentException($"The value takes {count} registers, the span has {registers.Length}.", nameof(registers));
    }
}
