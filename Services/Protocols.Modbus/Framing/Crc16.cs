namespace Faultline.Protocols.Modbus.Framing;

/// <summary>The serial line's checksum (Modbus over Serial Line V1.02 §6.2.2): CRC-16, polynomial 0xA001 reflected, start 0xFFFF, low byte sent first.</summary>
public static class Crc16
{
    /// <summary>Checksum of nothing, to start from.</summary>
    public const ushort Start = 0xFFFF;

    private static readonly ushort[] Table = MakeTable();

    /// <summary>Checksum of <paramref name="bytes"/>. Over a frame with its own checksum at the end it is 0.</summary>
    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        var crc = Start;
        foreach (var b in bytes)
            crc = Next(crc, b);
        return crc;
    }

    /// <summary>Checksum that <paramref name="crc"/> becomes with one more byte.</summary>
    public static ushort Next(ushort crc, byte next) => (ushort)(crc >> 8 ^ Table[(byte)(crc ^ next)]);

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (var i = 0; i < table.Length; i++)
        {
            var crc = (ushort)i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (ushort)(crc >> 1 ^ 0xA001) : (ushort)(crc >> 1);
            table[i] = crc;
        }

        return table;
    }
}
