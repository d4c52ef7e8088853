using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.Simulator.Control;

/// <summary>Reads a JSON body and says what is wrong with it, which the framework's own binding does not.</summary>
internal static class RequestBody
{
    /// <summary>The body, or null and the fault.</summary>
    public static async ValueTask<(T? Body, string? Fault)> ReadAsync<T>(HttpRequest request, CancellationToken ct)
        where T : class
    {
        if (!request.HasJsonContentType())
            return (null, "The body must be JSON (Content-Type: application/json).");
        try
        {
            var body = await JsonSerializer.DeserializeAsync<T>(request.Body, FaultlineJson.Options, ct);
            return body is null ? (null, "The body is null; an object is expected.") : (body, null);
        }
        catch (JsonException exception)
        {
            return (null, $"The body cannot be read: {exception.Message}");
        }
    }
}
