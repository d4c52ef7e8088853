using System.Text;

namespace Faultline.DiagnosticsApi.Http;

/// <summary>Reads a request's body as text.</summary>
internal static class RequestText
{
    /// <summary>The body as UTF-8.</summary>
    /// <exception cref="BadHttpRequestException">It is longer than <paramref name="longest"/> bytes.</exception>
    public static async Task<string> ReadAsync(HttpRequest request, int longest, CancellationToken cancellationToken)
    {
        if (request.ContentLength > longest)
            throw new BadHttpRequestException($"The body has {request.ContentLength} bytes; {longest} are accepted.", StatusCodes.Status413PayloadTooLarge);
        using var body = new MemoryStream();
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > longest)
                throw new BadHttpRequestException($"The body is longer than {longest} bytes.", StatusCodes.Status413PayloadTooLarge);
            body.Write(buffer, 0, read);
        }
        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }
}
