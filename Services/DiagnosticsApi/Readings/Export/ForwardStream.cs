namespace Faultline.DiagnosticsApi.Readings;

/// <summary>
/// Lets a writer that seeks nowhere but asks for its position, and writes synchronously now and then, write to an answer's body: takes all in memory and
/// passes it on at <see cref="PassOnAsync"/>.
/// </summary>
internal sealed class ForwardStream(Stream target) : Stream
{
    private readonly MemoryStream gathered = new();
    private long passedOn;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Position;

    public override long Position
    {
        get => passedOn + gathered.Length;
        set => throw new NotSupportedException("What was written is on its way.");
    }

    public override void Write(byte[] buffer, int offset, int count) => gathered.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => gathered.Write(buffer);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => gathered.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        gathered.WriteAsync(buffer, offset, count, cancellationToken);

    /// <summary>Gathers on: only <see cref="PassOnAsync"/> sends.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what was gathered.</summary>
    public async Task PassOnAsync(CancellationToken cancellationToken)
    {
        passedOn += gathered.Length;
        gathered.Position = 0;
        await gathered.CopyToAsync(target, cancellationToken);
        gathered.SetLength(0);
        await target.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
