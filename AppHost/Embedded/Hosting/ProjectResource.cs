namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.ProjectResource: a .NET project of this repository, started from its build output.</summary>
public sealed class ProjectResource(string name, IProjectMetadata metadata)
    : Resource(name), IResourceWithEnvironment, IResourceWithWaitSupport, IResourceWithServiceDiscovery
{
    /// <summary>Where the project and its output are (there: an annotation).</summary>
    internal IProjectMetadata Metadata { get; } = metadata;
}
