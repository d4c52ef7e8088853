using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.Dashboard.Tests;

/// <summary>Answers requests by path; anything else is 404.</summary>
internal sealed class StubHandler : HttpMessageHandler
{
    /// <summary>Bodies by "METHOD path" without query.</summary>
    public Dictionary<string, object> Answers { get; } = [];

    /// <summary>Status by "METHOD path"; 200 otherwise.</summary>
    public Dictionary<string, HttpStatusCode> Statuses { get; } = [];

    /// <summary>What was asked, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The newest query, by "METHOD path".</summary>
    public Dictionary<string, string> Queries { get; } = [];

    /// <summary>The newest body sent, by "METHOD path".</summary>
    public Dictionary<string, JsonElement> Sent { get; } = [];

    /// <summary>Entity tag of every answer.</summary>
    public string EntityTag { get; set; } = "\"first\"";

    /// <summary>The newest condition sent, by "METHOD path": "If-Match: …" or "If-None-Match: …".</summary>
    public Dictionary<string, string> Conditions { get; } = [];

    /// <summary>Status for every request; null to use <see cref="Answers"/>.</summary>
    public HttpStatusCode? Status { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var key = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        Asked.Add(key);
        Queries[key] = request.RequestUri.Query;
        if (request.Content is JsonContent content) Sent[key] = await content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        foreach (var (name, values) in request.Headers.NonValidated.Where(header => header.Key is "If-Match" or "If-None-Match")) Conditions[key] = $"{name}: {values}";
        var found = Answers.TryGetValue(key, out var body);
        var answer = new HttpResponseMessage(Status ?? (found ? Statuses.GetValueOrDefault(key, HttpStatusCode.OK) : HttpStatusCode.NotFound)) { RequestMessage = request };
        if (found && Status is null) answer.Content = JsonContent.Create(body, body!.GetType(), options: FaultlineJson.Options);
        answer.Headers.ETag = new EntityTagHeaderValue(EntityTag);
        return answer;
    }
}
