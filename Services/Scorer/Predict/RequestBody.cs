using System.Buffers;

namespace Faultline.Scorer.Predict;

/// <summary>A request's whole body in one pooled piece, decompressed where it came compressed.</summary>
internal struct RequestBody : IDisposable
{
    private const int FirstRent = 16 * 1024;
    private byte[] buffer;
    private int length;

    private RequestBody(byte[] buffer) => (this.buffer, length) = (buffer, 0);

    public readonly ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <summary>Reads to the end; memory grows with what arrives, not with what a header promises.</summary>
    /// <exception cref="BadHttpRequestException">415: it is compressed in a way that is not known; 413: the body, decompressed, is larger than <paramref name="limit"/> bytes.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        // The middleware that decompresses takes the header off; what it does not know it leaves.
        if (request.Headers.ContentEncoding.Count > 0)
            throw new BadHttpRequestException(
                $"Content-Encoding '{request.Headers.ContentEncoding}' is none of gzip, br, deflate.", StatusCodes.Status415UnsupportedMediaType);
        var body = new RequestBody(ArrayPool<byte>.Shared.Rent(FirstRent));
        try
        {
            var reader = request.BodyReader;
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken);
                var bytes = result.Buffer;
                if (body.length + bytes.Length > limit)
                    throw new BadHttpRequestException($"The body is larger than {limit} bytes, which is the most accepted here.", StatusCodes.Status413PayloadTooLarge);
                body.Append(bytes);
                reader.AdvanceTo(bytes.End);
                if (result.IsCompleted)
                    return body;
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private void Append(in ReadOnlySequence<byte> bytes)
    {
        var needed = length + (int)bytes.Length;
        if (needed > buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, buffer.Length * 2));
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        bytes.CopyTo(buffer.AsSpan(length));
        length = needed;
    }
}
