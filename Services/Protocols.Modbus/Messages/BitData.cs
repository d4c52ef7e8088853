namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Coils and discrete inputs on the wire: eight a byte, the first in the lowest bit, the last byte padded with zeros (AP V1.1b3 §6.1).</summary>
internal static class BitData
{
    internal static int ByteCount(int bits) => (bits + 7) / 8;

    internal static void Write(Span<byte> destination, ReadOnlySpan<bool> bits)
    {
        destination[..ByteCount(bits.Length)].Clear();
        for (var i = 0; i < bits.Length; i++)
            if (bits[i])
                destination[i >> 3] |= (byte)(1 << (i & 7));
    }

    internal static void Read(ReadOnlySpan<byte> source, Span<bool> bits)
    {
        for (var i = 0; i < bits.Length; i++)
            bits[i] = (source[i >> 3] & (1 << (i & 7))) != 0;
    }

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
