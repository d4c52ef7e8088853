using Faultline.Contracts;

namespace Faultline.Collector.Spooling;

/// <summary>Reading: groups in the order of appending, by one reader.</summary>
internal sealed partial class Spool
{
    private readonly byte[] chunk = new byte[Math.Max(1 << 20, ReadingFrame.MaxSize)];

    /// <summary>Up to where all is stored.</summary>
    public SpoolPosition Stored
    {
        get
        {
            lock (gate)
                return stored;
        }
    }

    /// <summary>What follows <see cref="Stored"/>, up to some <paramref name="readings"/>.</summary>
    public SpoolGroup ReadGroup(int readings)
    {
        var contents = new SpoolContents();
        var position = Stored;
        while (contents.Readings < readings && Extent(ref position) is var end && position.Offset < end)
        {
            var before = position;
            position = ReadChunk(position, end, readings, contents);
            if (position == before)
                position = SkipDamage(position, end);
        }
        return contents.ToGroup(position);
    }

    /// <summary>Everything before <paramref name="position"/> is stored: segments wholly before it are deleted.</summary>
    public void Complete(SpoolPosition position)
    {
        lock (gate)
        {
            stored = position;
            while (closed.Count > 0 && closed.Keys.First() is var oldest && oldest < position.Segment)
                Forget(oldest);
        }
        folder.WritePosition(position);
    }

    /// <summary>Bytes to read in the position's segment, after moving on from segments that are read or gone.</summary>
    private long Extent(ref SpoolPosition position)
    {
        lock (gate)
        {
            while (true)
            {
                if (position.Segment >= current.Number)
                {
                    position = position.Segment == current.Number ? position : new SpoolPosition(current.Number, 0);
                    return current.Length;
                }
                if (closed.TryGetValue(position.Segment, out var length) && position.Offset < length)
                    return length;
                position = new SpoolPosition(position.Segment + 1, 0);
            }
        }
    }

    private SpoolPosition ReadChunk(SpoolPosition position, long end, int readings, SpoolContents contents)
    {
        int length;
        try
        {
            using var handle = File.OpenHandle(folder.PathOf(position.Segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            length = RandomAccess.Read(handle, chunk.AsSpan(0, (int)Math.Min(chunk.Length, end - position.Offset)), position.Offset);
        }
        catch (FileNotFoundException)
        {
            return new SpoolPosition(position.Segment + 1, 0); // Dropped at the bound meanwhile.
        }
        var used = 0;
        while (contents.Readings < readings && SpoolRecord.Scan(chunk.AsSpan(used, length - used), out var kind, out var size) == SpoolScan.Done)
        {
            contents.Add(kind, chunk.AsSpan(used, size));
            used += size;
        }
        return position with { Offset = position.Offset + used };
    }

    /// <summary>Damage inside of a segment (a bad disk): what follows in it cannot be told apart from rubbish.</summary>
    private SpoolPosition SkipDamage(SpoolPosition position, long end)
    {
        LogDamaged(folder.PathOf(position.Segment), position.Offset, end - position.Offset);
        metrics.SpoolDropped(end - position.Offset);
        return position with { Offset = end };
    }
}
