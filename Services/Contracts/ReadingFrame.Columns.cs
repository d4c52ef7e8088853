using System.Buffers.Binary;

namespace Faultline.Contracts;

/// <summary>What only some protocols tell, column by column behind the readings.</summary>
public static partial class ReadingFrame
{
    private const int TicksSize = sizeof(byte);
    private const int ServerTimeSize = sizeof(long);
    private const int InfoSize = sizeof(ushort);
    private const int AllColumnsSize = TicksSize + ServerTimeSize + InfoSize;
    private const long NoServerTime = long.MinValue;

    [Flags]
    private enum Columns : byte
    {
        None = 0,
        Ticks = 1,
        ServerTime = 2,
        Info = 4,
        All = Ticks | ServerTime | Info,
    }

    private static Columns ColumnsOf(ReadOnlySpan<Reading> readings)
    {
        var columns = Columns.None;
        foreach (ref readonly var reading in readings)
        {
            columns |= TicksOf(reading) != 0 ? Columns.Ticks : Columns.None;
            columns |= reading.ServerTime is not null ? Columns.ServerTime : Columns.None;
            columns |= reading.Quality.Info != 0 ? Columns.Info : Columns.None;
        }
        return columns;
    }

    private static int SizeOf(Columns columns) =>
        (columns.HasFlag(Columns.Ticks) ? TicksSize : 0) + (columns.HasFlag(Columns.ServerTime) ? ServerTimeSize : 0) + (columns.HasFlag(Columns.Info) ? InfoSize : 0);

    private static byte TicksOf(in Reading reading) => (byte)(reading.SourceTime.UtcTicks % TimeSpan.TicksPerMicrosecond);

    private static int WriteColumns(ReadOnlySpan<Reading> readings, Columns columns, Span<byte> target)
    {
        var at = 0;
        for (var i = 0; columns.HasFlag(Columns.Ticks) && i < readings.Length; i++, at += TicksSize)
            target[at] = TicksOf(readings[i]);
        for (var i = 0; columns.HasFlag(Columns.ServerTime) && i < readings.Length; i++, at += ServerTimeSize)
            BinaryPrimitives.WriteInt64LittleEndian(target[at..], readings[i].ServerTime is { } time ? time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks : NoServerTime);
        for (var i = 0; columns.HasFlag(Columns.Info) && i < readings.Length; i++, at += InfoSize)
            BinaryPrimitives.WriteUInt16LittleEndian(target[at..], readings[i].Quality.Info);
        return at;
    }

    private static Columns ReadColumns(ref ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
            throw new FrameException("The frame ends before its columns.");
        var columns = (Columns)rest[0];
        if (columns == Columns.None || (columns & ~Columns.All) != 0)
            throw new FrameException($"Columns {rest[0]} are unknown; 1 to {(byte)Columns.All} are expected.");
        rest = rest[1..];
        return columns;
    }

    private static void ReadColumns(ReadOnlySpan<byte> source, Columns columns, Span<Reading> readings)
    {
        for (var i = 0; columns.HasFlag(Columns.Ticks) && i < readings.Length; i++, source = source[TicksSize..])
            readings[i] = readings[i] with { SourceTime = readings[i].SourceTime.AddTicks(source[0] <= 9 ? source[0] : throw new FrameException($"{source[0]} × 100 ns are more than a microsecond.")) };
        for (var i = 0; columns.HasFlag(Columns.ServerTime) && i < readings.Length; i++, source = source[ServerTimeSize..])
            readings[i] = readings[i] with { ServerTime = ServerTimeOf(BinaryPrimitives.ReadInt64LittleEndian(source)) };
        for (var i = 0; columns.HasFlag(Columns.Info) && i < readings.Length; i++, source = source[InfoSize..])
            readings[i] = readings[i] with { Quality = readings[i].Quality with { Info = BinaryPrimitives.ReadUInt16LittleEndian(source) } };
    }

    private static DateTimeOffset? ServerTimeOf(long ticks)
    {
        if (ticks == NoServerTime)
            return null;
        return ticks >= -DateTimeOffset.UnixEpoch.UtcTicks && ticks <= DateTimeOffset.MaxValue.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks
            ? DateTimeOffset.UnixEpoch.AddTicks(ticks)
            : throw new FrameException($"Server time {ticks} × 100 ns is outside the calendar.");
    }
}
