using System.Net;
using System.Text.Json;
using Faultline.Contracts;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Http;

/// <summary>Reads answers and checks what all of their kind have in common.</summary>
internal static class Answers
{
    /// <summary>The body of a 200.</summary>
    public static async Task<T> OkAsync<T>(this Task<HttpResponseMessage> answering)
    {
        using var answer = await answering;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {body}");
        return JsonSerializer.Deserialize<T>(body, FaultlineJson.Options)!;
    }

    /// <summary>The body of an error, which must be a problem document (RFC 9457) with status, title and trace id.</summary>
    public static async Task<JsonElement> ProblemAsync(this Task<HttpResponseMessage> answering, HttpStatusCode expected)
    {
        using var answer = await answering;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode} instead of {expected}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("trace_id").GetString()!);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        return problem;
    }

    /// <summary>The faults of a 400 for one parameter.</summary>
    public static async Task<string> FaultAsync(this Task<HttpResponseMessage> answering, string parameter)
    {
        var problem = await answering.ProblemAsync(HttpStatusCode.BadRequest);
        return problem.GetProperty("errors").GetProperty(parameter)[0].GetString()!;
    }

    public static Task<HttpResponseMessage> GetAsync(this HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    public static async Task<HttpResponseMessage> SendAsync(this HttpClient client, string method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (json is not null)
            request.Content = new StringContent(json, null, "application/json");
        return await client.SendAsync(request);
    }

    /// <summary>A time as a query parameter.</summary>
    public static string Query(this DateTimeOffset time) => Uri.EscapeDataString(time.ToString("O"));
}
