using System.Text.Json;
using Faultline.DiagnosticsApi.Tests.Running;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Http;

/// <summary>The document says what the service does: every route, each with summary, answers and, unless open, its security.</summary>
[Collection(ApiCollection.Name)]
public sealed class OpenApiTests(ApiFixture api)
{
    private static readonly string[] Verbs = ["get", "post", "put", "delete", "patch"];

    [Fact]
    public async Task Document_HasEveryRouteOfTheApi()
    {
        var documented = (await OperationsAsync()).Select(operation => operation.Name);
        var mapped = api.Api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) && !endpoint.RoutePattern.RawText.Contains("openapi", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(
                method => $"{method} {endpoint.RoutePattern.RawText!.Replace(":guid", "", StringComparison.Ordinal).TrimEnd('/')}"));

        Assert.Equal(mapped.Order(), documented.Order());
    }

    [Fact]
    public async Task EveryRoute_HasSummaryAnswersAndDescribedParameters()
    {
        foreach (var (name, operation) in await OperationsAsync())
        {
            Assert.True(operation.TryGetProperty("summary", out var summary) && summary.GetString() is { Length: > 0 }, $"{name} has no summary.");
            var answers = operation.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).ToList();
            Assert.True(answers.Exists(answer => answer[0] == '2'), $"{name} says nothing of success.");
            Assert.True(answers.Exists(answer => answer[0] == '4'), $"{name} says nothing of faults.");
            if (!operation.TryGetProperty("parameters", out var parameters))
                continue;
            foreach (var parameter in parameters.EnumerateArray())
                Assert.True(parameter.TryGetProperty("description", out _), $"{name}: parameter {parameter.GetProperty("name")} has no description.");
        }
    }

    [Fact]
    public async Task EveryRoute_ThatCanBeRefused_SaysSo()
    {
        foreach (var (name, operation) in await OperationsAsync())
        {
            var answers = operation.GetProperty("responses");
            var isOpen = name.EndsWith("/sign-in", StringComparison.Ordinal);
            Assert.True(isOpen || (answers.TryGetProperty("401", out _) && answers.TryGetProperty("403", out _)), $"{name} does not say 401 and 403.");
            Assert.True(answers.TryGetProperty("404", out _) || !name.Contains('{', StringComparison.Ordinal), $"{name} does not say 404.");
            Assert.True(answers.TryGetProperty("503", out _) || name.EndsWith("/me", StringComparison.Ordinal), $"{name} does not say 503.");
            Assert.Equal(!isOpen, operation.TryGetProperty("security", out var security) && security.GetArrayLength() > 0);
        }
    }

    [Fact]
    public async Task Names_AreSnakeCase()
    {
        var document = await DocumentAsync();
        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            if (schema.Name is "ProblemDetails" or "HttpValidationProblemDetails" || !schema.Value.TryGetProperty("properties", out var properties))
                continue;
            foreach (var property in properties.EnumerateObject())
                Assert.Equal(property.Name.ToLowerInvariant(), property.Name);
        }
    }

    private async Task<JsonElement> DocumentAsync() => await api.Viewer.GetAsync("/api/openapi/v1.json").OkAsync<JsonElement>();

    private async Task<List<(string Name, JsonElement Operation)>> OperationsAsync() =>
        [.. from path in (await DocumentAsync()).GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where Verbs.Contains(operation.Name)
            select ($"{operation.Name.ToUpperInvariant()} {path.Name.TrimEnd('/')}", operation.Value)];
}
