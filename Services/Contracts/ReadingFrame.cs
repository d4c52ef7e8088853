using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Faultline.Contracts;

/// <summary>
/// Binary form of a <see cref="ReadingBatch"/> on Redis and in the spool. All numbers little-endian:
/// <code>
/// 0  u16  magic 0x464C ("LF" in memory)      2  u8  version (1 or 2)      3  u8  kind (1 = readings)
/// 4  u32  length of the whole frame in bytes
/// 8  u8   length c of the collector id, then c bytes ASCII; u8 length s of the system id, then s bytes ASCII
///    i64  sequence;  i64 base time in microseconds since 1970-01-01 UTC;  u16 count n (at most 4096)
///    u8   version 2 only: columns that follow the readings
///    n × { i32 sensor; i32 time offset to the base in microseconds; f64 value; u16 quality }
///    version 2, column 1: n × u8   source time beyond the microsecond, 0 to 9 in 100 ns
///    version 2, column 2: n × i64  server time in 100 ns since 1970-01-01 UTC; the lowest number for none
///    version 2, column 4: n × u16  lower half of the status code
///    u32  CRC-32 (IEEE 802.3) of all bytes before it
/// </code>
/// Readings that need no column are written as version 1, which is what Modbus brings.
/// </summary>
public static partial class ReadingFrame
{
    /// <summary>Most readings in one frame.</summary>
    public const int MaxReadings = 4096;

    /// <summary>Bytes before the identifiers.</summary>
    public const int HeaderSize = 8;

    /// <summary>Bytes of one reading, without columns.</summary>
    public const int ReadingSize = 18;

    /// <summary>Longest possible frame in bytes.</summary>
    public const int MaxSize = HeaderSize + 1 + SystemId.MaxLength + 1 + SystemId.MaxLength + 18 + 1 + (MaxReadings * (ReadingSize + AllColumnsSize)) + 4;

    /// <summary>Version of frames without columns, and of everything else in their envelope.</summary>
    public const byte PlainVersion = 1;

    /// <summary>Newest version that is read.</summary>
    public const byte NewestVersion = 2;

    private const ushort Magic = 0x464C;
    private const byte ColumnsVersion = NewestVersion;
    private const byte Kind = 1;

    /// <summary>Exact size of the frame of <paramref name="batch"/> in bytes.</summary>
    public static int SizeOf(ReadingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return SizeOf(batch.Collector, batch.System, ReadingsOf(batch));
    }

    /// <summary>Exact size of a frame in bytes.</summary>
    public static int SizeOf(string collector, SystemId system, ReadOnlySpan<Reading> readings)
    {
        ArgumentNullException.ThrowIfNull(collector);
        var columns = ColumnsOf(readings);
        var columnBytes = columns == Columns.None ? 0 : 1 + (readings.Length * SizeOf(columns));
        return HeaderSize + 1 + collector.Length + 1 + system.Value.Length + 18 + (readings.Length * ReadingSize) + columnBytes + 4;
    }

    /// <summary>Encodes into a new array.</summary>
    public static byte[] Encode(ReadingBatch batch)
    {
        var bytes = new byte[SizeOf(batch)];
        Encode(batch, bytes);
        return bytes;
    }

    /// <summary>Encodes into <paramref name="target"/>, which holds at least <see cref="SizeOf(ReadingBatch)"/> bytes; returns the bytes written.</summary>
    /// <exception cref="ArgumentException">The batch cannot be framed: the offending part and its limit are named.</exception>
    public static int Encode(ReadingBatch batch, Span<byte> target)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Encode(batch.Collector, batch.System, batch.Sequence, ReadingsOf(batch), target);
    }

    /// <summary>Encodes readings that stand in a buffer; returns the bytes written.</summary>
    /// <exception cref="ArgumentException">They cannot be framed: the offending part and its limit are named.</exception>
    public static int Encode(string collector, SystemId system, long sequence, ReadOnlySpan<Reading> readings, Span<byte> target)
    {
        ArgumentNullException.ThrowIfNull(collector);
        var size = SizeOf(collector, system, readings);
        if (readings.Length > MaxReadings)
            throw new ArgumentException($"A frame holds at most {MaxReadings} readings, not {readings.Length}.", nameof(readings));
        if (!SystemId.IsValid(collector))
            throw new ArgumentException($"'{collector}' is no collector id.", nameof(collector));
        if (target.Length < size)
            throw new ArgumentException($"The frame needs {size} bytes, the target has {target.Length}.", nameof(target));

        BinaryPrimitives.WriteUInt16LittleEndian(target, Magic);
        var columns = ColumnsOf(readings);
        target[2] = columns == Columns.None ? PlainVersion : ColumnsVersion;
        target[3] = Kind;
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], (uint)size);
        var at = HeaderSize;
        at += WriteId(collector, target[at..]);
        at += WriteId(system.Value, target[at..]);
        BinaryPrimitives.WriteInt64LittleEndian(target[at..], sequence);
        var baseTime = readings.IsEmpty ? 0 : ToMicroseconds(readings[0].SourceTime);
        BinaryPrimitives.WriteInt64LittleEndian(target[(at + 8)..], baseTime);
        BinaryPrimitives.WriteUInt16LittleEndian(target[(at + 16)..], (ushort)readings.Length);
        at += 18;
        if (columns != Columns.None)
            target[at++] = (byte)columns;
        foreach (ref readonly var reading in readings)
        {
            WriteReading(reading, baseTime, target[at..]);
            at += ReadingSize;
        }
        at += WriteColumns(readings, columns, target[at..]);
        BinaryPrimitives.WriteUInt32LittleEndian(target[at..], Crc32.HashToUInt32(target[..at]));
        return size;
    }

    /// <summary>
    /// Length of the frame that starts at <paramref name="source"/>; 0 when more bytes are needed to tell.
    /// </summary>
    /// <exception cref="FrameException">No frame starts here.</exception>
    public static int LengthOf(ReadOnlySpan<byte> source)
    {
        if (source.Length < HeaderSize)
            return 0;
        if (BinaryPrimitives.ReadUInt16LittleEndian(source) != Magic)
            throw new FrameException($"Bytes 0 and 1 are 0x{BinaryPrimitives.ReadUInt16LittleEndian(source):X4}, not the frame's mark 0x{Magic:X4}.");
        if (source[2] is not (PlainVersion or ColumnsVersion) || source[3] != Kind)
            throw new FrameException($"Frame version {source[2]}, kind {source[3]} is unknown; version {PlainVersion} or {ColumnsVersion}, kind {Kind} is expected.");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(source[4..]);
        return length is >= HeaderSize + 26 and <= MaxSize
            ? (int)length
            : throw new FrameException($"Frame length {length} is outside {HeaderSize + 26} to {MaxSize}.");
    }

    /// <summary>Decodes one whole frame.</summary>
    /// <exception cref="FrameException">The frame is cut, damaged (CRC) or inconsistent; the message says where.</exception>
    public static ReadingBatch Decode(ReadOnlySpan<byte> source)
    {
        var length = LengthOf(source);
        if (length == 0 || source.Length < length)
            throw new FrameException($"The frame is cut: {source.Length} bytes of {(length == 0 ? "at least " + HeaderSize : length)}.");
        var body = source[..(length - 4)];
        var crc = BinaryPrimitives.ReadUInt32LittleEndian(source[(length - 4)..]);
        if (crc != Crc32.HashToUInt32(body))
            throw new FrameException("The frame's CRC-32 does not match its bytes.");
        var rest = body[HeaderSize..];
        var collector = ReadId(ref rest, "collector id");
        var system = ReadId(ref rest, "system id");
        if (rest.Length < 18)
            throw new FrameException("The frame ends before its sequence, time and count.");
        var sequence = BinaryPrimitives.ReadInt64LittleEndian(rest);
        var baseTime = BinaryPrimitives.ReadInt64LittleEndian(rest[8..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(rest[16..]);
        rest = rest[18..];
        var columns = source[2] == ColumnsVersion ? ReadColumns(ref rest) : Columns.None;
        var needed = count * (ReadingSize + SizeOf(columns));
        if (rest.Length != needed)
            throw new FrameException($"{count} readings need {needed} bytes, the frame has {rest.Length}.");
        if (Math.Abs(baseTime) > MaxMicroseconds)
            throw new FrameException($"Base time {baseTime} µs is outside the calendar.");
        var readings = new Reading[count];
        for (var i = 0; i < count; i++)
            readings[i] = ReadReading(rest[(i * ReadingSize)..], baseTime);
        ReadColumns(rest[(count * ReadingSize)..], columns, readings);
        return new ReadingBatch(collector, new SystemId(system), sequence, readings);
    }

    private static readonly long EpochMicroseconds = DateTimeOffset.UnixEpoch.UtcTicks / TimeSpan.TicksPerMicrosecond;

    // Some 2800 years around 1970: leaves room for the 32-bit offset within DateTimeOffset's years 1 to 9999.
    private const long MaxMicroseconds = 60_000_000_000_000_000;

    private static Reading[] ReadingsOf(ReadingBatch batch) => batch.Readings as Reading[] ?? [.. batch.Readings];

    // Cut towards the past, also before 1970: ticks count from the year 1.
    private static long ToMicroseconds(DateTimeOffset time) => (time.UtcTicks / TimeSpan.TicksPerMicrosecond) - EpochMicroseconds;

    private static int WriteId(string id, Span<byte> target)
    {
        target[0] = (byte)id.Length;
        return 1 + Encoding.ASCII.GetBytes(id, target[1..]);
    }

    private static string ReadId(ref ReadOnlySpan<byte> rest, string what)
    {
        if (rest.IsEmpty || rest.Length < 1 + rest[0])
            throw new FrameException($"The frame ends within its {what}.");
        var id = Encoding.ASCII.GetString(rest.Slice(1, rest[0]));
        if (!SystemId.IsValid(id))
            throw new FrameException($"'{id}' is no {what}.");
        rest = rest[(1 + rest[0])..];
        return id;
    }

    private static void WriteReading(in Reading reading, long baseTime, Span<byte> target)
    {
        var offset = ToMicroseconds(reading.SourceTime) - baseTime;
        if (offset is < int.MinValue or > int.MaxValue)
            throw new ArgumentException($"The readings of one frame may span 35 minutes; sensor {reading.Sensor} is {offset} µs from the first.");
        BinaryPrimitives.WriteInt32LittleEndian(target, reading.Sensor.Value);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], (int)offset);
        BinaryPrimitives.WriteDoubleLittleEndian(target[8..], reading.Value);
        BinaryPrimitives.WriteUInt16LittleEndian(target[16..], reading.Quality.Code);
    }

    private static Reading ReadReading(ReadOnlySpan<byte> source, long baseTime)
    {
        var micros = baseTime + BinaryPrimitives.ReadInt32LittleEndian(source[4..]);
        return new Reading(
            new SensorId(BinaryPrimitives.ReadInt32LittleEndian(source)),
            DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond),
            BinaryPrimitives.ReadDoubleLittleEndian(source[8..]),
            new Quality(BinaryPrimitives.ReadUInt16LittleEndian(source[16..])));
    }
}
