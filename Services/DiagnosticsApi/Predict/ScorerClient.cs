using System.Net;
using System.Net.Http.Headers;

namespace Faultline.DiagnosticsApi.Predict;

/// <summary>Asks the scorer. Its /predict changes nothing, so a request that found no scorer is repeated here, although it is a POST.</summary>
internal sealed class ScorerClient(HttpClient client, TimeProvider clock)
{
    /// <summary>Waits between attempts; after the last one the failure stands.</summary>
    private static readonly TimeSpan[] Waits = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(400)];

    /// <exception cref="HttpRequestException">No scorer answered.</exception>
    public async Task<HttpResponseMessage> PredictAsync(byte[] body, string? authorization, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var response = await SendAsync(body, authorization, cancellationToken);
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == Waits.Length)
                    return response;
                response.Dispose();
            }
            catch (HttpRequestException) when (attempt < Waits.Length)
            {
                // Answered by the next attempt.
            }
            await Task.Delay(Waits[attempt], clock, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(byte[] body, string? authorization, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (AuthenticationHeaderValue.TryParse(authorization, out var header))
            request.Headers.Authorization = header;
        return await client.SendAsync(request, cancellationToken);
    }
}
