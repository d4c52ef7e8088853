using Faultline.Contracts;

namespace Faultline.Collector.Spooling;

/// <summary>Reads a whole segment after a restart: where the streams stand, and where the whole records end.</summary>
internal static class SegmentScan
{
    /// <summary>The head as the last record left it, or null when the segment has none; and the bytes up to the first torn record.</summary>
    public static (SegmentHead? State, long WholeBytes) Run(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var length = RandomAccess.GetLength(handle);
        var buffer = new byte[Math.Max(1 << 20, ReadingFrame.MaxSize)];
        Dictionary<string, long> sequences = [];
        string? collector = null;
        long offset = 0;
        while (offset < length)
        {
            var bytes = buffer.AsSpan(0, RandomAccess.Read(handle, buffer, offset));
            var used = 0;
            while (SpoolRecord.Scan(bytes[used..], out var kind, out var size) == SpoolScan.Done)
            {
                Take(bytes.Slice(used, size), kind, ref collector, sequences);
                used += size;
            }
            if (used == 0)
                break;
            offset += used;
        }
        return (collector is null ? null : new SegmentHead(collector, sequences), offset);
    }

    private static void Take(ReadOnlySpan<byte> record, byte kind, ref string? collector, Dictionary<string, long> sequences)
    {
        if (kind == SpoolRecord.Head)
        {
            var head = SpoolRecord.Decode<SegmentHead>(record);
            collector = head.Collector;
            foreach (var (system, sequence) in head.Sequences)
                sequences[system] = sequence;
        }
        else if (kind == SpoolRecord.Readings)
        {
            var batch = ReadingFrame.Decode(record);
            sequences[batch.System.Value] = batch.Sequence;
        }
    }
}
