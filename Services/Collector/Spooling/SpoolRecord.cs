using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.Collector.Spooling;

/// <summary>
/// Records of a segment. All have the envelope of <see cref="ReadingFrame"/> (magic 0x464C, version, kind, length, …, CRC-32 at the end); kind 1 is
/// a reading frame, in either version; the others are of version 1 and carry JSON between envelope and CRC: 2 a quarantined reading, 3 the head of a segment, 4 a text.
/// </summary>
internal static class SpoolRecord
{
    public const byte Readings = 1;
    public const byte Quarantined = 2;
    public const byte Head = 3;
    public const byte Text = 4;

    private const ushort Magic = 0x464C;
    private const int CrcSize = 4;

    // Quarantined readings are a few hundred bytes, heads some 90 a system.
    private const int LongestJson = 1 << 20;

    /// <summary>A JSON record.</summary>
    public static byte[] Encode<T>(byte kind, T content)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(content, FaultlineJson.Options);
        var record = new byte[ReadingFrame.HeaderSize + json.Length + CrcSize];
        BinaryPrimitives.WriteUInt16LittleEndian(record, Magic);
        record[2] = ReadingFrame.PlainVersion;
        record[3] = kind;
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(4), (uint)record.Length);
        json.CopyTo(record, ReadingFrame.HeaderSize);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(record.Length - CrcSize), Crc32.HashToUInt32(record.AsSpan(0, record.Length - CrcSize)));
        return record;
    }

    /// <summary>The content of a JSON record that <see cref="Scan"/> found whole.</summary>
    /// <exception cref="JsonException">The content is of another type.</exception>
    public static T Decode<T>(ReadOnlySpan<byte> record) =>
        JsonSerializer.Deserialize<T>(record[ReadingFrame.HeaderSize..^CrcSize], FaultlineJson.Options)
        ?? throw new JsonException($"A record of kind {record[3]} holds null.");

    /// <summary>Looks for a whole, undamaged record at the start of <paramref name="source"/>.</summary>
    /// <param name="source">Bytes from a record's start on.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="length">Its length when done; when more data is needed, how much is known to be.</param>
    public static SpoolScan Scan(ReadOnlySpan<byte> source, out byte kind, out int length)
    {
        (kind, length) = (0, ReadingFrame.HeaderSize);
        if (source.Length < ReadingFrame.HeaderSize)
            return SpoolScan.NeedMoreData;
        kind = source[3];
        var newest = kind == Readings ? ReadingFrame.NewestVersion : ReadingFrame.PlainVersion;
        if (BinaryPrimitives.ReadUInt16LittleEndian(source) != Magic || kind is < Readings or > Text || source[2] < ReadingFrame.PlainVersion || source[2] > newest)
            return SpoolScan.Invalid;
        var stated = BinaryPrimitives.ReadUInt32LittleEndian(source[4..]);
        if (stated < ReadingFrame.HeaderSize + CrcSize || stated > (kind == Readings ? ReadingFrame.MaxSize : LongestJson))
            return SpoolScan.Invalid;
        length = (int)stated;
        if (source.Length < length)
            return SpoolScan.NeedMoreData;
        var crc = BinaryPrimitives.ReadUInt32LittleEndian(source[(length - CrcSize)..]);
        return crc == Crc32.HashToUInt32(source[..(length - CrcSize)]) ? SpoolScan.Done : SpoolScan.Invalid;
    }
}
