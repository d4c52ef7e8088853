namespace Faultline.Kubernetes.Manifest;

/// <summary>One workload calls another: what a reference in AppHost.cs comes to.</summary>
/// <param name="From">The one that calls.</param>
/// <param name="To">The one that is called.</param>
/// <param name="Binding">The endpoint called.</param>
public sealed record GraphEdge(string From, string To, ManifestBinding Binding)
{
    /// <summary>All edges between <paramref name="workloads"/>, in the manifest's order.</summary>
    public static IReadOnlyList<GraphEdge> Of(AspireManifest manifest, IReadOnlySet<string> workloads)
    {
        var expression = new Expression(manifest);
        return
        [
            .. from resource in manifest.Workloads
               where workloads.Contains(resource.Name)
               from edge in resource.Environment.Values.SelectMany(text => expression.Resolve(text).Edges).Distinct()
               where edge.Resource != resource.Name && workloads.Contains(edge.Resource)
               select new GraphEdge(resource.Name, edge.Resource, manifest[edge.Resource].Bindings[edge.Binding]),
        ];
    }
}
