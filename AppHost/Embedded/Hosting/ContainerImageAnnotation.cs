namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.ContainerImageAnnotation.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    /// <summary>Repository, as in docker.io/IMAGE.</summary>
    public required string Image { get; set; }

    /// <summary>Pinned tag; never "latest".</summary>
    public string? Tag { get; set; }
}
