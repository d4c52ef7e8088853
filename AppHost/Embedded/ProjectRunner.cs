using System.Net;

namespace Faultline.AppHost.Embedded;

/// <summary>Runs a service of this repository from its build output.</summary>
internal sealed class ProjectRunner(ProjectResource resource, GraphContext context) : ResourceRunner(resource, context)
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _http.Dispose();
    }

    protected override Task<ChildProcess?> StartAsync(CancellationToken cancellationToken)
    {
        var metadata = ((ProjectResource)Resource).Metadata;
        if (!File.Exists(metadata.TargetPath)) throw new DistributedApplicationException($"{metadata.TargetPath} is not built; run dotnet build.");
        var start = DotNet.Start(metadata.TargetPath);
        start.WorkingDirectory = Path.GetDirectoryName(metadata.ProjectPath)!;
        foreach (var variable in Environment(Resource)) start.Environment[variable.Key] = variable.Value;
        return Task.FromResult<ChildProcess?>(ChildProcess.Start(start, Log.Append));
    }

    protected override async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var endpoint = Resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(endpoint => endpoint.UriScheme == "http");
        if (endpoint is null || Resource.Annotations.OfType<HttpHealthCheckAnnotation>().FirstOrDefault() is not { } check) return null;
        using var response = await _http.GetAsync(new Uri(endpoint.Url + check.Path), cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK) return null;
        return HealthReason.Read(await response.Content.ReadAsStringAsync(cancellationToken)) ?? $"{check.Path} answers {(int)response.StatusCode}";
    }

    /// <summary>The variables that the graph gives a project, without those it inherits.</summary>
    internal static Dictionary<string, string> Environment(IResource resource)
    {
        var environment = new Dictionary<string, ReferenceExpression>();
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>()) annotation.Callback(environment);
        return environment.ToDictionary(variable => variable.Key, variable => variable.Value.Value);
    }
}
