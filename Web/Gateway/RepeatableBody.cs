using System.Buffers;

namespace Faultline.Gateway;

/// <summary>A small request body, kept so that the request can be forwarded more than once.</summary>
internal sealed class RepeatableBody : IDisposable
{
    /// <summary>Largest body kept, in bytes: five windows of means. Larger ones go on as they come, and once.</summary>
    public const int Limit = 64 * 1024;

    private readonly byte[] bytes;
    private readonly int length;

    private RepeatableBody(byte[] bytes, int length) => (this.bytes, this.length) = (bytes, length);

    /// <summary>Whether a request tells beforehand that its body is small enough.</summary>
    public static bool Fits(HttpRequest request) => request.ContentLength <= Limit;

    /// <summary>Reads the body to its end.</summary>
    /// <exception cref="BadHttpRequestException">The client ended the connection or sends too slowly.</exception>
    public static async ValueTask<RepeatableBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var length = (int)request.ContentLength!.Value;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await request.Body.ReadExactlyAsync(bytes.AsMemory(0, length), cancellationToken);
            return new RepeatableBody(bytes, length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(bytes);
            throw;
        }
    }

    /// <summary>The body from its beginning.</summary>
    public Stream Open() => new MemoryStream(bytes, 0, length, writable: false);

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);
}
