using System.Buffers;
using System.Buffers.Binary;
using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Writes readings in PostgreSQL's binary COPY format (PostgreSQL documentation, COPY, "Binary Format"). Encoded here rather than by Npgsql's
/// importer: fixed-width columns, no allocation a row.
/// </summary>
internal static class ReadingCopy
{
    private const string Plain = "COPY reading (time, sensor_id, value, quality) FROM STDIN (FORMAT BINARY)";
    private const string Whole = "COPY reading (time, sensor_id, value, quality, status_info, server_time) FROM STDIN (FORMAT BINARY)";

    /// <summary>Bytes of one row: field count, then length and content of timestamptz, int4, float8 and int2.</summary>
    public const int PlainRowSize = 2 + 12 + 8 + 12 + 6;

    /// <summary>Most bytes of a row with int2 and timestamptz besides, which may be null.</summary>
    public const int WholeRowSize = PlainRowSize + 6 + 12;

    private const int Null = -1;

    private const int BufferSize = 32 * 1024;

    /// <summary>Signature, flags and length of the header extension.</summary>
    private static ReadOnlySpan<byte> Header =>
        [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly long PostgresEpochMicroseconds = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Copies <paramref name="readings"/> in their order, noting their traces.</summary>
    public static async Task CopyAsync(NpgsqlConnection connection, SortedReadings readings, StoredTraces traces, CancellationToken cancellationToken)
    {
        if (readings.Count == 0)
            return;
        var isPlain = IsPlain(readings.Span);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        await using var stream = await connection.BeginRawBinaryCopyAsync(isPlain ? Plain : Whole, cancellationToken);
        try
        {
            Header.CopyTo(buffer);
            var used = Header.Length;
            for (var done = 0; done < readings.Count;)
            {
                (done, used) = Fill(readings.Span, done, buffer, used, isPlain, traces);
                await stream.WriteAsync(buffer.AsMemory(0, used), cancellationToken);
                used = 0;
            }
            BinaryPrimitives.WriteInt16BigEndian(buffer, -1);
            await stream.WriteAsync(buffer.AsMemory(0, sizeof(short)), cancellationToken);
        }
        catch
        {
            // Disposing the stream would complete the COPY.
            await CancelAsync(stream);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Encodes as many rows as fit; returns how many readings are done and how many bytes are used.</summary>
    private static (int Done, int Used) Fill(ReadOnlySpan<Reading> readings, int done, Span<byte> buffer, int used, bool isPlain, StoredTraces traces)
    {
        for (; done < readings.Length && buffer.Length - used >= WholeRowSize; done++)
        {
            ref readonly var reading = ref readings[done];
            used += isPlain ? WritePlain(reading, 4, buffer[used..]) : WriteWhole(reading, buffer[used..]);
            traces.Add(reading);
        }
        return (done, used);
    }

    private static async Task CancelAsync(NpgsqlRawCopyStream stream)
    {
        try
        {
            await stream.CancelAsync();
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or ObjectDisposedException or IOException)
        {
            // The connection is broken: the server has dropped the COPY and the transaction with it, and the first error tells why.
            return;
        }
    }

    /// <summary>Whether no reading has more than Modbus tells: then the columns besides are not sent at all.</summary>
    private static bool IsPlain(ReadOnlySpan<Reading> readings)
    {
        foreach (ref readonly var reading in readings)
        {
            if (reading.ServerTime is not null || reading.Quality.Info != 0)
                return false;
        }
        return true;
    }

    private static int WriteWhole(in Reading reading, Span<byte> target)
    {
        var used = WritePlain(reading, 6, target);
        var info = reading.Quality.Info;
        BinaryPrimitives.WriteInt32BigEndian(target[used..], info == 0 ? Null : sizeof(ushort));
        BinaryPrimitives.WriteUInt16BigEndian(target[(used + 4)..], info);
        used += info == 0 ? 4 : 6;
        BinaryPrimitives.WriteInt32BigEndian(target[used..], reading.ServerTime is null ? Null : sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(target[(used + 4)..], Microseconds(reading.ServerTime ?? default));
        return used + (reading.ServerTime is null ? 4 : 12);
    }

    private static int WritePlain(in Reading reading, short fields, Span<byte> target)
    {
        BinaryPrimitives.WriteInt16BigEndian(target, fields);
        BinaryPrimitives.WriteInt32BigEndian(target[2..], sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(target[6..], Microseconds(reading.SourceTime));
        BinaryPrimitives.WriteInt32BigEndian(target[14..], sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(target[18..], reading.Sensor.Value);
        BinaryPrimitives.WriteInt32BigEndian(target[22..], sizeof(double));
        BinaryPrimitives.WriteDoubleBigEndian(target[26..], reading.Value);
        BinaryPrimitives.WriteInt32BigEndian(target[34..], sizeof(short));
        BinaryPrimitives.WriteUInt16BigEndian(target[38..], reading.Quality.Code);
        return PlainRowSize;
    }

    // Floor, so that times before 2000 are cut and not rounded up.
    private static long Microseconds(DateTimeOffset time) => (time.UtcTicks / TimeSpan.TicksPerMicrosecond) - PostgresEpochMicroseconds;
}
