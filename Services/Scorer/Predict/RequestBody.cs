using System.Buffers;

namespace Faultline.Scorer.Predict;

/// <summary>A request's whole body, decompressed where it came compressed.</summary>
internal sealed class RequestBody : IDisposable
{
    private readonly PooledBuffer buffer = new();
    private readonly BodyBudget budget;

    private RequestBody(BodyBudget budget) => this.budget = budget;

    public ReadOnlyMemory<byte> Bytes => buffer.Written;

    /// <summary>Reads to the end; memory grows with what arrives, not with what a header promises.</summary>
    /// <exception cref="BadHttpRequestException">
    /// 415: it is compressed in a way that is not known; 413: the body, decompressed, is larger than <paramref name="limit"/> bytes; 503: no memory is left for it now.
    /// </exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, int limit, BodyBudget budget, CancellationToken cancellationToken)
    {
        // The middleware that decompresses takes the header off; what it does not know it leaves.
        if (request.Headers.ContentEncoding.Count > 0)
            throw new BadHttpRequestException(
                $"Content-Encoding '{request.Headers.ContentEncoding}' is none of gzip, br, deflate.", StatusCodes.Status415UnsupportedMediaType);
        var body = new RequestBody(budget);
        try
        {
            var reader = request.BodyReader;
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken);
                try
                {
                    body.Append(result.Buffer, limit);
                }
                finally
                {
                    // Also of what is refused: the server reads on to keep the connection.
                    reader.AdvanceTo(result.Buffer.End);
                }
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
        budget.Return(buffer.Length);
        buffer.Dispose();
    }

    private void Append(in ReadOnlySequence<byte> bytes, int limit)
    {
        if (buffer.Length + bytes.Length > limit)
            throw new BadHttpRequestException($"The body is larger than {limit} bytes, which is the most accepted here.", StatusCodes.Status413PayloadTooLarge);
        if (!budget.TryTake(bytes.Length))
            throw new BadHttpRequestException("Too many bodies are in memory; send again in a moment.", StatusCodes.Status503ServiceUnavailable);
        foreach (var segment in bytes)
            buffer.Write(segment.Span);
    }
}
