using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Coils and discrete inputs on the wire: eight a byte, the first in the lowest bit, the last byte padded with zeros (AP V1.1b3 §6.1).</summary>
internal static class BitData
{
    internal static int ByteCount(int bits) => (bits + 7) / 8;

    internal static void Write(Span<byte> destination, ReadOnlySpan<bool> bits)
    {
        var bytes = MemoryMarshal.AsBytes(bits);
        var whole = bits.Length / 8;
        for (var i = 0; i < whole; i++)
            destination[i] = Gather(BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * 8)..]));
        if (whole * 8 == bits.Length)
            return;
        Span<byte> last = stackalloc byte[8];
        last.Clear();
        bytes[(whole * 8)..].CopyTo(last);
        destination[whole] = Gather(BinaryPrimitives.ReadUInt64LittleEndian(last));
    }

    internal static void Read(ReadOnlySpan<byte> source, Span<bool> bits)
    {
        var bytes = MemoryMarshal.AsBytes(bits);
        var whole = bits.Length / 8;
        for (var i = 0; i < whole; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(i * 8)..], Spread(source[i]));
        if (whole * 8 == bits.Length)
            return;
        Span<byte> last = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(last, Spread(source[whole]));
        last[..(bits.Length - whole * 8)].CopyTo(bytes[(whole * 8)..]);
    }

    /// <summary>Eight bytes of 0 or 1, the first from the lowest bit.</summary>
    private static ulong Spread(byte bits)
    {
        // Each byte keeps one bit of the eight copies; adding 0x7F carries it, wherever it is, into the byte's highest bit.
        var single = bits * 0x0101010101010101UL & 0x8040201008040201UL;
        return (single + 0x7F7F7F7F7F7F7F7FUL) >> 7 & 0x0101010101010101UL;
    }

    /// <summary>The opposite of <see cref="Spread"/>: the products of the eight bytes meet, each in a bit of its own, in the highest byte.</summary>
    private static byte Gather(ulong values) => (byte)(values * 0x0102040810204080UL >> 56);

    /// <summary>Response "function, byte count, bits" (§6.1, §6.2).</summary>
    internal static int EncodeResponse(Span<byte> pdu, FunctionCode function, ReadOnlySpan<bool> bits)
    {
        var bytes = ByteCount(bits.Length);
        pdu[0] = (byte)function;
        pdu[1] = checked((byte)bytes);
        Write(pdu[2..], bits);
        return 2 + bytes;
    }
}
