namespace Faultline.Protocols.Modbus.Registers;

/// <summary>Writes values into the first one, two or four registers of a span; shorter spans throw <see cref="ArgumentException"/>.</summary>
public static class RegisterEncoder
{
    /// <summary>Writes 16 bits without sign into one register; only the order's byte swap matters.</summary>
    public static void WriteUInt16(Span<ushort> registers, ushort value, RegisterOrder order = RegisterOrder.Abcd)
    {
        RegisterDecoder.Need(registers, 1);
        registers[0] = RegisterDecoder.Word(value, order);
    }

    /// <summary>Writes 16 bits with sign (two's complement) into one register.</summary>
    public static void WriteInt16(Span<ushort> registers, short value, RegisterOrder order = RegisterOrder.Abcd) =>
        WriteUInt16(registers, unchecked((ushort)value), order);

    /// <summary>Writes 32 bits without sign into two registers.</summary>
    public static void WriteUInt32(Span<ushort> registers, uint value, RegisterOrder order = RegisterOrder.Abcd)
    {
        RegisterDecoder.Need(registers, 2);
        var (high, low) = RegisterDecoder.LowWordFirst(order) ? (1, 0) : (0, 1);
        registers[high] = RegisterDecoder.Word((ushort)(value >> 16), order);
        registers[low] = RegisterDecoder.Word(unchecked((ushort)value), order);
    }

    /// <summary>Writes 32 bits with sign (two's complement) into two registers.</summary>
    public static void WriteInt32(Span<ushort> registers, int value, RegisterOrder order = RegisterOrder.Abcd) =>
        WriteUInt32(registers, unchecked((uint)value), order);

    /// <summary>Writes an IEEE 754 binary32 into two registers.</summary>
    public static void WriteSingle(Span<ushort> registers, float value, RegisterOrder order = RegisterOrder.Abcd) =>
        WriteUInt32(registers, BitConverter.SingleToUInt32Bits(value), order);

    /// <summary>Writes 64 bits without sign into four registers.</summary>
    public static void WriteUInt64(Span<ushort> registers, ulong value, RegisterOrder order = RegisterOrder.Abcd)
    {
        RegisterDecoder.Need(registers, 4);
        var (high, low) = RegisterDecoder.LowWordFirst(order) ? (2, 0) : (0, 2);
        WriteUInt32(registers[high..], (uint)(value >> 32), order);
        WriteUInt32(registers[low..], unchecked((uint)value), order);
    }

    /// <summary>Writes 64 bits with sign (two's complement) into four registers.</summary>
    public static void WriteInt64(Span<ushort> registers, long value, RegisterOrder order = RegisterOrder.Abcd) =>
        WriteUInt64(registers, unchecked((ulong)value), order);

    /// <summary>Writes an IEEE 754 binary64 into four registers.</summary>
    public static void WriteDouble(Span<ushort> registers, double value, RegisterOrder order = RegisterOrder.Abcd) =>
        WriteUInt64(registers, BitConverter.DoubleToUInt64Bits(value), order);
}
