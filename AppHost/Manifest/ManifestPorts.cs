namespace Faultline.AppHost.Manifest;

/// <summary>
/// The ports of a manifest, by Aspire's rules: a project's first endpoint of http gets its port from the deployment; every other
/// endpoint without one gets the next free from 8000 on.
/// </summary>
internal sealed class ManifestPorts
{
    private readonly HashSet<int> _used = [];
    private int _next = 8000;

    /// <summary>Each endpoint with its exposed port (null where it follows from the target port) and its target port (null where the deployment chooses).</summary>
    public IReadOnlyList<(EndpointAnnotation Endpoint, int? Port, int? TargetPort)> Resolve(IResource resource)
    {
        var result = new List<(EndpointAnnotation, int?, int?)>();
        var schemes = new HashSet<string>();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var chosenByDeployment = resource is ProjectResource && endpoint.UriScheme is "http" or "https" && schemes.Add(endpoint.UriScheme);
            var target = endpoint.TargetPort ?? (chosenByDeployment ? null : resource is ContainerResource && endpoint.Port is { } fixedPort ? fixedPort : Allocate());
            if (endpoint.Port is { } port) _used.Add(port);
            if (target is { } number) _used.Add(number);
            result.Add((endpoint, endpoint.Port == target ? null : endpoint.Port, target));
        }

        return result;
    }

    private int Allocate()
    {
        while (_used.Contains(_next)) _next++;
        return _next;
    }
}
