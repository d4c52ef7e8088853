namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.ContainerMountAnnotation: a named volume.</summary>
public sealed record ContainerMountAnnotation(string? Source, string Target) : IResourceAnnotation;
