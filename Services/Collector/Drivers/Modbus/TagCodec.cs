using System.Text;
using Faultline.Contracts;
using Faultline.Protocols.Modbus.Registers;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>Between registers and numbers. Nothing is allocated for numbers.</summary>
internal static class TagCodec
{
    /// <summary>The number in a tag's registers; false when they hold none (a digit above 9).</summary>
    public static bool TryDecode(ModbusTag tag, ReadOnlySpan<ushort> registers, out double value)
    {
        var order = OrderOf(tag.Order);
        switch (tag.Type)
        {
            case TagType.Bool:
                value = (RegisterDecoder.ToUInt16(registers, order) >> tag.Bit!.Value) & 1;
                return true;
            case TagType.Bcd16:
                return TryDecodeDigits(RegisterDecoder.ToUInt16(registers, order), out value);
            case TagType.Bcd32:
                return TryDecodeDigits(RegisterDecoder.ToUInt32(registers, order), out value);
            default:
                value = tag.Type switch
                {
                    TagType.Int16 => RegisterDecoder.ToInt16(registers, order),
                    TagType.Uint16 => RegisterDecoder.ToUInt16(registers, order),
                    TagType.Int32 => RegisterDecoder.ToInt32(registers, order),
                    TagType.Uint32 => RegisterDecoder.ToUInt32(registers, order),
                    TagType.Int64 => RegisterDecoder.ToInt64(registers, order),
                    TagType.Uint64 => RegisterDecoder.ToUInt64(registers, order),
                    TagType.Float32 => RegisterDecoder.ToSingle(registers, order),
                    TagType.Float64 => RegisterDecoder.ToDouble(registers, order),
                    _ => throw new ArgumentOutOfRangeException(nameof(tag), tag.Type, "No number."),
                };
                return true;
        }
    }

    /// <summary>The text in a tag's registers; false when it holds what is no printable ASCII.</summary>
    public static bool TryDecodeText(ModbusTag tag, ReadOnlySpan<ushort> registers, out string text)
    {
        var characters = new StringBuilder(tag.Length!.Value);
        var order = OrderOf(tag.Order);
        for (var i = 0; i < tag.Length; i++)
        {
            var word = RegisterDecoder.ToUInt16(registers[(i / 2)..], order);
            var character = (char)(i % 2 == 0 ? word >> 8 : word & 0xFF);
            if (character == '\0')
                break;
            if (character is < ' ' or > '~')
            {
                text = "";
                return false;
            }
            characters.Append(character);
        }
        text = characters.ToString().TrimEnd();
        return true;
    }

    /// <summary>Writes a number, rounded to the nearest that the type has; false when the type cannot hold it.</summary>
    public static bool TryEncode(ModbusTag tag, double value, Span<ushort> registers)
    {
        var order = OrderOf(tag.Order);
        if (tag.Type is TagType.Float32 or TagType.Float64)
        {
            if (tag.Type == TagType.Float32)
                RegisterEncoder.WriteSingle(registers, (float)value, order);
            else
                RegisterEncoder.WriteDouble(registers, value, order);
            return tag.Type == TagType.Float64 || float.IsFinite((float)value);
        }
        var whole = Math.Round(value);
        var (lowest, highest) = RangeOf(tag.Type);
        if (!(whole >= lowest && whole <= highest))
            return false;
        switch (tag.Type)
        {
            case TagType.Int16 or TagType.Uint16:
                RegisterEncoder.WriteUInt16(registers, unchecked((ushort)(long)whole), order);
                break;
            case TagType.Int32 or TagType.Uint32:
                RegisterEncoder.WriteUInt32(registers, unchecked((uint)(long)whole), order);
                break;
            case TagType.Int64:
                RegisterEncoder.WriteInt64(registers, (long)whole, order);
                break;
            case TagType.Uint64:
                RegisterEncoder.WriteUInt64(registers, (ulong)whole, order);
                break;
            case TagType.Bcd16:
                RegisterEncoder.WriteUInt16(registers, (ushort)Digits((uint)whole), order);
                break;
            default:
                RegisterEncoder.WriteUInt32(registers, Digits((uint)whole), order);
                break;
        }
        return true;
    }

    // The largest double below 2^63 and 2^64: the next would not fit.
    private static (double Lowest, double Highest) RangeOf(TagType type) => type switch
    {
        TagType.Int16 => (short.MinValue, short.MaxValue),
        TagType.Uint16 => (0, ushort.MaxValue),
        TagType.Int32 => (int.MinValue, int.MaxValue),
        TagType.Uint32 => (0, uint.MaxValue),
        TagType.Int64 => (long.MinValue, Math.BitDecrement(9223372036854775808.0)),
        TagType.Uint64 => (0, Math.BitDecrement(18446744073709551616.0)),
        TagType.Bcd16 => (0, 9999),
        TagType.Bcd32 => (0, 99_999_999),
        _ => (0, 1),
    };

    private static bool TryDecodeDigits(uint digits, out double value)
    {
        value = 0;
        for (var shift = 28; shift >= 0; shift -= 4)
        {
            var digit = (digits >> shift) & 0xF;
            if (digit > 9)
                return false;
            value = (value * 10) + digit;
        }
        return true;
    }

    private static uint Digits(uint value)
    {
        var digits = 0u;
        for (var shift = 0; value > 0; shift += 4, value /= 10)
            digits |= value % 10 << shift;
        return digits;
    }

    private static RegisterOrder OrderOf(ByteOrder order) => order switch
    {
        ByteOrder.Cdab => RegisterOrder.Cdab,
        ByteOrder.Badc => RegisterOrder.Badc,
        ByteOrder.Dcba => RegisterOrder.Dcba,
        _ => RegisterOrder.Abcd,
    };
}
