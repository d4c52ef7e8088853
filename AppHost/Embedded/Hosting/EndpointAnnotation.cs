namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.EndpointAnnotation: a port that a resource listens on.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    /// <summary>Endpoint name, as in services__RESOURCE__NAME__0.</summary>
    public required string Name { get; init; }

    /// <summary>http, tcp, redis.</summary>
    public required string UriScheme { get; init; }

    /// <summary>Fixed port 1–65535, or null for a free one chosen when the graph starts.</summary>
    public int? Port { get; set; }

    /// <summary>Meant for people outside the graph.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Port that the resource listens on inside its container, or null where the host chooses it.</summary>
    public int? TargetPort { get; init; }

    /// <summary>Port in use; 0 until the graph starts (there: AllocatedEndpoint). Stays the same when the resource is restarted.</summary>
    internal int AllocatedPort { get; set; }

    /// <summary>
    /// The loopback name that the endpoint is reached by: what a browser is given is "localhost", so that both address families work.
    /// </summary>
    internal string Host => IsExternal ? "localhost" : "127.0.0.1";

    internal string Url => $"{UriScheme}://{Host}:{AllocatedPort}";
}
