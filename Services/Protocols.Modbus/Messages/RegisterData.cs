using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Registers on the wire: 16 bits each, high byte first (AP V1.1b3 §4.2).</summary>
internal static class RegisterData
{
    internal static void Write(Span<byte> destination, ReadOnlySpan<ushort> registers)
    {
        if (BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(registers, MemoryMarshal.Cast<byte, ushort>(destination[..(registers.Length * 2)]));
        else
            MemoryMarshal.AsBytes(registers).CopyTo(destination);
    }

    internal static void Read(ReadOnlySpan<byte> source, Span<ushort> registers)
    {
        var wire = MemoryMarshal.Cast<byte, ushort>(source[..(registers.Length * 2)]);
        if (BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(wire, registers);
        else
            wire.CopyTo(registers);
    }

    /// <summary>Response "function, byte count, registers" (§6.3, §6.4).</summary>
    internal static int EncodeResponse(Span<byte> pdu, FunctionCode function, ReadOnlySpan<ushort> registers)
    {
        pdu[0] = (byte)function;
        pdu[1] = checked((byte)(registers.Length * 2));
        Write(pdu[2..], registers);
        return 2 + registers.Length * 2;
    }
}
