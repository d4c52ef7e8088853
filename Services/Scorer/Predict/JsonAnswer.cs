using System.Buffers;
using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.Scorer.Predict;

/// <summary>200 with a body whose length is told: written in one piece, where the framework's own would send and forward it in chunks.</summary>
internal sealed class JsonAnswer<T>(T value) : IResult
{
    // Larger answers, of batches, are not kept.
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? kept;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var buffer = Interlocked.Exchange(ref kept, null) ?? new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            JsonSerializer.Serialize(writer, value, FaultlineJson.Options);
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = buffer.WrittenCount;
        await response.BodyWriter.WriteAsync(buffer.WrittenMemory, httpContext.RequestAborted);
        buffer.ResetWrittenCount();
        if (buffer.Capacity <= MostKept)
            kept = buffer;
    }
}
