namespace Faultline.Fuzz.OpcUa;

/// <summary>A connection whose writes are damaged from some write on, each with a chance.</summary>
internal sealed class DamagingStream(Stream inner, Random random, int spared) : Stream
{
    private static long _damaged;
    private int _writes;

    /// <summary>Writes damaged by all streams so far; in this protocol a write is a message.</summary>
    public static long Damaged => Interlocked.Read(ref _damaged);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        byte[] bytes;
        lock (random)
            bytes = _writes++ < spared || random.Next(3) > 0 ? buffer.ToArray() : Damage(buffer.Span);
        await inner.WriteAsync(bytes, cancellationToken);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    private byte[] Damage(ReadOnlySpan<byte> message)
    {
        Interlocked.Increment(ref _damaged);
        return Mutator.Mutate(random, message);
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
