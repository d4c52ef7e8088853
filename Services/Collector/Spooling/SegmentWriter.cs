using Microsoft.Win32.SafeHandles;

namespace Faultline.Collector.Spooling;

/// <summary>The segment that is being written.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly Lock flushing = new();
    private readonly SafeFileHandle handle;

    public SegmentWriter(int number, string path)
    {
        Number = number;
        handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.Read | FileShare.Delete);
        Length = RandomAccess.GetLength(handle);
    }

    public int Number { get; }

    /// <summary>Bytes of whole records; what a failed write left behind them is written over.</summary>
    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> record)
    {
        RandomAccess.Write(handle, record, Length);
        Length += record.Length;
    }

    /// <summary>Forces it to the disk; nothing when it is closed, which did so.</summary>
    public void Flush()
    {
        lock (flushing)
        {
            if (!handle.IsClosed)
                RandomAccess.FlushToDisk(handle);
        }
    }

    public void Dispose()
    {
        lock (flushing)
        {
            if (handle.IsClosed)
                return;
            RandomAccess.FlushToDisk(handle);
            handle.Dispose();
        }
    }
}
