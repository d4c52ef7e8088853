using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.Dashboard.Api;

/// <summary>Sends requests to the gateway and turns every failure into one <see cref="ApiException"/>.</summary>
public sealed class ApiTransport(HttpClient client)
{
    /// <summary>The session has ended: an answer was 401.</summary>
    public event Action? Unauthorized;

    /// <summary>Reads a resource.</summary>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await SendAsync(request, cancellationToken);
        return await ReadAsync<T>(answer, cancellationToken);
    }

    /// <summary>Posts <paramref name="body"/> and reads the answer.</summary>
    public async Task<T> PostAsync<T>(string path, object body, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, body.GetType(), options: FaultlineJson.Options) };
        using var answer = await SendAsync(request, cancellationToken);
        return await ReadAsync<T>(answer, cancellationToken);
    }

    /// <summary>Sends <paramref name="body"/> and ignores the content of a successful answer.</summary>
    public async Task SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: FaultlineJson.Options);
        using var answer = await SendAsync(request, cancellationToken);
    }

    /// <summary>Reads a resource with its entity tag.</summary>
    public async Task<Tagged<T>> GetTaggedAsync<T>(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await SendAsync(request, CancellationToken.None);
        var tag = answer.Headers.ETag?.ToString() ?? throw new ApiException($"The answer to {answer.RequestMessage?.RequestUri?.AbsolutePath} has no entity tag.");
        return new Tagged<T>(await ReadAsync<T>(answer, CancellationToken.None), tag);
    }

    /// <summary>Changes a resource if it is as the condition says, and reads the answer.</summary>
    /// <param name="method">PUT or DELETE.</param>
    /// <param name="path">The resource.</param>
    /// <param name="body">Null for none.</param>
    /// <param name="condition">The header If-Match or If-None-Match.</param>
    /// <exception cref="ApiException">With status 412 when it is not.</exception>
    public async Task<T> ChangeAsync<T>(HttpMethod method, string path, object? body, (string Header, string Tags) condition)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add(condition.Header, condition.Tags);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: FaultlineJson.Options);
        using var answer = await SendAsync(request, CancellationToken.None);
        return await ReadAsync<T>(answer, CancellationToken.None);
    }

    /// <summary>Sends a text as it is and reads the answer.</summary>
    public async Task<T> SendTextAsync<T>(HttpMethod method, string path, string text, string mediaType)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(text, Encoding.UTF8, mediaType) };
        using var answer = await SendAsync(request, CancellationToken.None);
        return await ReadAsync<T>(answer, CancellationToken.None);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await client.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new ApiException("The gateway cannot be reached.", exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ApiException("The gateway does not answer.", exception);
        }
        if (answer.IsSuccessStatusCode) return answer;

        using (answer)
        {
            var isSignIn = request.RequestUri?.OriginalString == FaultlineApi.SignInPath;
            if (answer.StatusCode == HttpStatusCode.Unauthorized && !isSignIn) Unauthorized?.Invoke();
            throw await DescribeAsync(answer, cancellationToken);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(FaultlineJson.Options, cancellationToken)
                ?? throw new ApiException($"The answer to {answer.RequestMessage?.RequestUri?.AbsolutePath} is empty.");
        }
        catch (JsonException exception)
        {
            throw new ApiException($"The answer to {answer.RequestMessage?.RequestUri?.AbsolutePath} is not understood: {exception.Message}", exception);
        }
    }

    private static async Task<ApiException> DescribeAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var fallback = $"{(int)answer.StatusCode} {answer.ReasonPhrase}";
        if (answer.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
            return new ApiException(answer.StatusCode, fallback, []);
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync<Problem>(FaultlineJson.Options, cancellationToken);
            return new ApiException(answer.StatusCode, problem?.Detail ?? problem?.Title ?? fallback, problem?.Faults() ?? []);
        }
        catch (JsonException)
        {
            return new ApiException(answer.StatusCode, fallback, []); // The status says enough; the body was only to explain it.
        }
    }
}
